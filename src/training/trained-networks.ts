import type { NamedTensor } from '../weights/named-tensor.ts';
import type { DialectName, TrainingSettings } from './protocol.ts';

/** A parameter of a trained network as its framework holds it: `0.weight` in a state dict, `conv2d/kernel` in Keras. */
export type TrainedWeight = NamedTensor;

/** A trained network without any tensor: it is built anew from these when it is wanted. */
export interface TrainedNetwork {
  readonly dialect: DialectName;
  readonly settings: TrainingSettings;
  /** [height, width, channels]. */
  readonly imageShape: readonly [number, number, number];
  readonly weights: readonly TrainedWeight[];
}

/** Room for what is kept of a run: larger networks are let go when it ends. */
const MOST_KEPT_BYTES = 64 * 2 ** 20;

/** The networks of one run. */
interface RunNetworks {
  readonly runId: number;
  readonly networks: readonly TrainedNetwork[];
}

const none: RunNetworks = { runId: 0, networks: [] };

/**
 * The networks of the last training run, and those that were last loaded from a file, on the host alone: the device keeps
 * nothing of them.
 */
export class TrainedNetworks {
  #trained = none;
  #loaded = none;

  /** A run begins: what is kept of another is let go. */
  begin(runId: number): void {
    this.#trained = { runId, networks: [] };
  }

  /** Keeps a network of the run that began last, where there is room for it. */
  keep(runId: number, network: TrainedNetwork): void {
    const { runId: last, networks } = this.#trained;
    if (runId === last) this.#trained = { runId, networks: roomFor([...networks, network]) ?? networks };
  }

  /** Keeps loaded networks in place of those before, where there is room for them. */
  load(runId: number, networks: readonly TrainedNetwork[]): void {
    this.#loaded = { runId, networks: roomFor(networks) ?? [] };
  }

  /** What is kept of a run, in the order in which it was trained; empty for another run than the last. */
  of(runId: number): readonly TrainedNetwork[] {
    return [this.#trained, this.#loaded].find((run) => run.runId === runId)?.networks ?? [];
  }

  forget(runId: number): void {
    if (runId === this.#trained.runId) this.#trained = none;
    if (runId === this.#loaded.runId) this.#loaded = none;
  }
}

/** The networks, or null where they are more than is kept. */
function roomFor(networks: readonly TrainedNetwork[]): readonly TrainedNetwork[] | null {
  const bytes = networks.flatMap(({ weights }) => weights.map(({ values }) => values.byteLength));
  return bytes.reduce((sum, each) => sum + each, 0) <= MOST_KEPT_BYTES ? networks : null;
}
