import type { DeviceIndex, DevicePair } from '../../engine/device-pair.ts';
import type { NumberTotal } from '../../network/model-graph.ts';
import type { PlacementSettings } from '../placement-protocol.ts';
import type { CopyLog } from './copy-log.ts';

/** Sizes of what goes in and what comes out, as in the primer that splits this network. */
export const INPUTS = 10;
export const OUTPUTS = 5;
export const LEARNING_RATE = 0.001;

/** Random numbers to learn from, row by row. */
export interface SampleData {
  /** [batchSize, INPUTS] */
  readonly inputs: Float32Array;
  /** [batchSize, OUTPUTS] */
  readonly targets: Float32Array;
}

/** Where the network's two layers are: each on a device, or both on one. */
export type Placement = readonly [first: DeviceIndex, second: DeviceIndex];

/** A network of two layers whose weights lie on the devices of its placement. */
export interface PlacedNetwork {
  /** Parameters of each layer. */
  readonly parameters: readonly [NumberTotal, NumberTotal];
  /** One training step. @returns the loss before it. */
  step(): Promise<number>;
  /** Frees weights and data. */
  dispose(): void;
}

/** Builds the network in one framework, with the same weights for the same seed wherever it is placed. */
export type PlaceNetwork = (
  pair: DevicePair,
  placement: Placement,
  settings: PlacementSettings,
  data: SampleData,
  copies: CopyLog,
) => Promise<PlacedNetwork>;
