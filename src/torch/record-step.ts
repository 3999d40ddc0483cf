import * as tf from '@tensorflow/tfjs-core';
import { RecordedStep, type Execution } from '../engine/recorded-step.ts';
import { scope } from './scope.ts';
import { Storage, type AxisOrder } from './storage.ts';
import { Tensor } from './tensor.ts';

/** A training step in PyTorch's words: from a batch to scalars such as the loss. */
type TrainingStep = (...inputs: readonly Tensor[]) => readonly Tensor[];

/**
 * A training step that the engine records and replays: see RecordedStep, which it returns. What the step makes is freed
 * after it.
 *
 * @param execution `eager` runs every operation by itself, as PyTorch does without torch.compile.
 */
export function recordStep(step: TrainingStep, execution: Execution): RecordedStep {
  return new RecordedStep((inputs) => {
    const results = scope(() => step(...inputs.map((input) => tensorFromDevice(tf.clone(input)))));
    const values = results.map((result) => tf.clone(result.values));
    for (const result of results) result.dispose();
    return values;
  }, execution);
}

/**
 * A tensor of values on the device, which belong to it from now on.
 *
 * @param order of the axes in which they lie: images [N, H, W, C] with the order 0, 2, 3, 1 are a tensor [N, C, H, W].
 */
export function tensorFromDevice(values: tf.Tensor, order?: AxisOrder): Tensor {
  return new Tensor(Storage.fromDevice(values, order));
}
