import { scaledPixels, type ImageBatches } from '../image-batches.ts';
import type { ChosenImage } from '../inspection-protocol.ts';
import type { DialectName, ScalingName, TrainingReport } from '../protocol.ts';
import { parameterHistograms } from './histograms.ts';
import { inspectImage } from './inspect-image.ts';
import type { InspectedNetwork } from './inspected-network.ts';

/** Twice a second shows that something changes, and costs the run little. */
const WATCH_INTERVAL_MILLISECONDS = 500;
/** Another image is wanted sooner: a drawing is one after the other. */
const NEW_IMAGE_INTERVAL_MILLISECONDS = 200;
/** Enough for a gradient that means something, and few for a device that has the recorded step in memory. */
const GRADIENT_IMAGES = 64;

interface NetworkObserverOptions {
  readonly runId: number;
  readonly dialect: DialectName;
  readonly train: ImageBatches;
  readonly scaling: ScalingName;
  /** The image that somebody looks at now, or null. */
  readonly watched: () => ChosenImage | null;
  /** Whether the step that ends now is followed by a pause. */
  readonly pausesNext: () => boolean;
  readonly report: (report: TrainingReport) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

interface PlaceInRun {
  readonly epoch: number;
  readonly batch: number;
}

/** Shows the inside of a network while it trains: outside of its steps, which are what they are without it. */
export class NetworkObserver {
  readonly #options: NetworkObserverOptions;
  #network: InspectedNetwork | null = null;
  #shown: ChosenImage | null = null;
  #lastLook = -Infinity;

  constructor(options: NetworkObserverOptions) {
    this.#options = options;
  }

  async started(network: InspectedNetwork): Promise<void> {
    this.#network = network;
    await this.#reportHistograms(0);
  }

  /** @returns whether it used the device. */
  async stepped(at: PlaceInRun): Promise<boolean> {
    const { watched, pausesNext, now } = this.#options;
    const interval = watched() === this.#shown ? WATCH_INTERVAL_MILLISECONDS : NEW_IMAGE_INTERVAL_MILLISECONDS;
    if (!pausesNext() && now() - this.#lastLook < interval) return false;
    return await this.#look(at);
  }

  /**
   * Shows another image to a network whose training is paused.
   *
   * @returns whether it used the device.
   */
  async paused(at: PlaceInRun): Promise<boolean> {
    return this.#options.watched() === this.#shown ? false : await this.#look(at);
  }

  async epochTrained(epoch: number): Promise<void> {
    await this.#reportHistograms(epoch);
  }

  async #look(at: PlaceInRun): Promise<boolean> {
    const { runId, dialect, train, scaling, watched, report, now } = this.#options;
    const image = watched();
    if (!this.#network || !image || !train.fits(image)) return false;
    const seen = await inspectImage(this.#network, scaledPixels(image.pixels, scaling));
    this.#shown = image;
    this.#lastLook = now();
    report({ type: 'inspection', runId, dialect, at, ...seen });
    return true;
  }

  async #reportHistograms(epoch: number): Promise<void> {
    const { runId, dialect, train, report } = this.#options;
    if (!this.#network) return;
    const first = Uint32Array.from({ length: Math.min(GRADIENT_IMAGES, train.length) }, (_, index) => index);
    const { images, labels } = train.at(first);
    const parameters = await parameterHistograms(this.#network, images, labels);
    report({ type: 'histograms', runId, dialect, epoch, parameters });
  }
}
