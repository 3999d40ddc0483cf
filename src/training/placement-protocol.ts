/** What the page and the worker say to each other of a model split over two devices: types only. */
import type { NumberTotal } from '../network/model-graph.ts';
import type { BackendName } from './protocol.ts';

/** The network is Linear(10, hidden), relu, Linear(hidden, 5), trained by SGD on random numbers. */
export interface PlacementSettings {
  /** Rows of a batch, 1 to 4096. */
  readonly batchSize: number;
  /** Width of what crosses from one device to the other, 1 to 4096. */
  readonly hiddenUnits: number;
  /** Training steps that are timed, 1 to 200. */
  readonly steps: number;
  /** Of the weights and the data: an integer from 0 to 2^32 - 1. */
  readonly seed: number;
}

/** A backend as a device of two: those that train, and plain JavaScript. */
export type PlacedDeviceName = BackendName | 'cpu';

/** A tensor that was copied from one device to the other. */
export interface TensorTransfer {
  /** `forward`: activations, from the first layer to the second. `backward`: their gradient. */
  readonly direction: 'forward' | 'backward';
  readonly shape: readonly number[];
  /** Read from one device and written to the other. */
  readonly bytes: number;
}

/** The steps of one placement. */
export interface PlacementTiming {
  /** Median of the timed steps. */
  readonly stepMilliseconds: number;
  /** Before each step, also of the few that go before the timed ones. */
  readonly losses: readonly number[];
}

/** The two layers on two devices, and both on either, in one framework. */
export interface PlacementResult {
  readonly devices: readonly [PlacedDeviceName, PlacedDeviceName];
  /** Parameters of each layer. */
  readonly parameters: readonly [NumberTotal, NumberTotal];
  /** What the last step of the split model copied. */
  readonly transfers: readonly TensorTransfer[];
  readonly split: PlacementTiming;
  readonly together: readonly [PlacementTiming, PlacementTiming];
}
