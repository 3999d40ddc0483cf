import type { io, Tensor } from '@tensorflow/tfjs-core';

/** Whether a metric is better when it is larger (`up`) or smaller (`down`). */
export type MetricDirection = 'up' | 'down';

/** What a callback sees of the model that is trained. */
export interface CallbackModel {
  /** Set to true, it ends the training after the running batch or epoch. */
  stopTraining: boolean;
  readonly optimizer: { learningRate: number };
  /** The metrics of `compile`, by which `mode: 'auto'` knows the direction of what is monitored. */
  readonly metrics?: readonly { readonly name: string; readonly direction?: MetricDirection | undefined }[];
  /** The weights themselves: they stay the model's, and change with it. */
  getWeights(): Tensor[];
  /** Copies the values; the tensors stay the caller's. */
  setWeights(weights: Tensor[]): void;
  save(filepath: string | io.IOHandler): Promise<unknown>;
  saveWeights(filepath: string | io.IOHandler): Promise<unknown>;
}
