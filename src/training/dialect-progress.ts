import type { RecordedStep } from '../engine/recorded-step.ts';
import type { EngineReporter } from './engine-reporter.ts';
import { requireFiniteLoss } from './finite-loss.ts';
import type { InspectedNetwork } from './inspection/inspected-network.ts';
import type { NetworkObserver } from './inspection/network-observer.ts';
import type { Gate } from './gate.ts';
import type { DialectName, EpochReport, TrainingReport } from './protocol.ts';
import { Stopwatch } from './stopwatch.ts';

/** Means over the images of an epoch so far. */
export interface EpochMeans {
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

/** Ten reports a second are as many as an eye can follow. */
const REPORT_INTERVAL_MILLISECONDS = 100;

interface ProgressOptions {
  readonly runId: number;
  readonly dialect: DialectName;
  readonly epochs: number;
  readonly batchesPerEpoch: number;
  readonly imagesPerEpoch: number;
  readonly gate: Gate;
  readonly report: (report: TrainingReport) => void;
  /** Tells of the engine, where there is one to tell of. */
  readonly engine?: EngineReporter;
  /** Looks into the network, where somebody wants to see it. */
  readonly observer?: NetworkObserver;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/** Follows one dialect through its epochs: speed, time left, reports, and the gate after each step. */
export class DialectProgress {
  readonly #options: ProgressOptions;
  readonly #stopwatch: Stopwatch;
  #means: EpochMeans = { loss: NaN, accuracy: NaN };
  #lastEpoch: EpochReport | null = null;
  #epoch = 1;
  #batch = 0;
  #imagesDone = 0;
  #lastReport = -Infinity;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#stopwatch = new Stopwatch(options.now);
  }

  /** Seconds spent in training steps so far. */
  get trainingSeconds(): number {
    return this.#stopwatch.seconds;
  }

  get imagesPerSecond(): number {
    return this.#imagesDone / this.#stopwatch.seconds;
  }

  /** What was told of the epoch that ended last. */
  get lastEpoch(): EpochReport {
    if (!this.#lastEpoch) throw new Error('No epoch has ended yet.');
    return this.#lastEpoch;
  }

  /** Whether the figures of the step that ends now are shown: else they need not be read from the device yet. */
  get wantsMeans(): boolean {
    const { batchesPerEpoch, gate, now } = this.#options;
    const isLast = this.#batch + 1 === batchesPerEpoch;
    return isLast || gate.pausesNext || now() - this.#lastReport >= REPORT_INTERVAL_MILLISECONDS;
  }

  /**
   * Tells that the model stands. The first step comes next, after the gate.
   *
   * @param network what there is to look at, if anything.
   */
  async started(parameterCount: number, network: InspectedNetwork | null = null): Promise<void> {
    const { runId, dialect, epochs, batchesPerEpoch, gate, report } = this.#options;
    report({ type: 'started', runId, dialect, epochs, batchesPerEpoch, parameterCount });
    if (network) await this.#options.observer?.started(network);
    await gate.passBeforeTraining(this.#lookAgain);
    this.#options.engine?.stepsBegin();
    this.#stopwatch.start();
  }

  /**
   * Takes the figures of a training step and waits at the gate.
   *
   * @param images of this step.
   * @param means over the epoch with this step; null where they were left on the device, and the last ones stand.
   * @param recorded what runs the steps, or null where they are not recorded.
   *
   * @throws {StopSignal} when the run was stopped.
   * @throws {TrainingError} of kind `diverged` when the loss is no longer a number.
   */
  async stepped(images: number, means: EpochMeans | null, recorded: RecordedStep | null = null): Promise<void> {
    const milliseconds = this.#stopwatch.stop();
    if (means) requireFiniteLoss(means.loss, `in epoch ${this.#epoch}, batch ${this.#batch + 1}`);
    this.#means = means ?? this.#means;
    const { engine, gate } = this.#options;
    engine?.stepped(recorded, milliseconds);
    if (gate.pausesNext) engine?.tell();
    this.#batch += 1;
    this.#imagesDone += images;
    this.#reportBatch();
    // What looks into the network is no part of a step.
    if (await this.#options.observer?.stepped({ epoch: this.#epoch, batch: this.#batch })) engine?.stepsBegin();
    await gate.pass(this.#lookAgain);
    this.#stopwatch.start();
  }

  /**
   * Ends an epoch.
   *
   * @throws {TrainingError} of kind `diverged` when the validation loss is no longer a number.
   */
  epochEnded(validation: EpochMeans | null): void {
    const { runId, dialect, report } = this.#options;
    if (validation) requireFiniteLoss(validation.loss, `in the validation of epoch ${this.#epoch}`);
    this.#lastEpoch = {
      type: 'epoch',
      runId,
      dialect,
      epoch: this.#epoch,
      ...this.#means,
      validationLoss: validation?.loss ?? null,
      validationAccuracy: validation?.accuracy ?? null,
    };
    report(this.#lastEpoch);
    this.#epoch += 1;
    this.#batch = 0;
    // What lay between the last step and now was evaluation, and is not counted.
    this.#options.engine?.stepsBegin();
    this.#stopwatch.start();
  }

  /** The last step of an epoch is done, and what looks into the network has its turn. */
  async epochTrained(): Promise<void> {
    await this.#options.observer?.epochTrained(this.#epoch);
  }

  /** Waits at the gate between batches of an evaluation. */
  async evaluated(): Promise<void> {
    await this.#options.gate.passInEvaluation(this.#lookAgain);
  }

  /** While the run is paused another image can be chosen. */
  readonly #lookAgain = async (): Promise<void> => {
    const { observer, engine, batchesPerEpoch } = this.#options;
    // After an epoch it is counted on, also where no other follows.
    const isBetween = this.#batch === 0 && this.#lastEpoch !== null;
    const epoch = isBetween ? this.#epoch - 1 : this.#epoch;
    const batch = isBetween ? batchesPerEpoch : this.#batch;
    if (await observer?.paused({ epoch, batch })) engine?.stepsBegin();
  };

  #reportBatch(): void {
    const { runId, dialect, batchesPerEpoch, gate, report, now } = this.#options;
    const isLast = this.#batch === batchesPerEpoch;
    if (!isLast && !gate.pausesNext && now() - this.#lastReport < REPORT_INTERVAL_MILLISECONDS) return;
    this.#lastReport = now();
    report({
      type: 'batch',
      runId,
      dialect,
      epoch: this.#epoch,
      batch: this.#batch,
      batchesPerEpoch,
      ...this.#means,
      imagesPerSecond: this.imagesPerSecond,
      secondsLeft: this.#imagesLeft() / this.imagesPerSecond,
    });
  }

  #imagesLeft(): number {
    const { epochs, imagesPerEpoch } = this.#options;
    return epochs * imagesPerEpoch - this.#imagesDone;
  }
}
