import * as tf from '@tensorflow/tfjs-core';
import { RecordedStep, type Execution } from '../engine/recorded-step.ts';
import { scope } from './scope.ts';
import { Storage } from './storage.ts';
import { Tensor } from './tensor.ts';

/** A training step in PyTorch's words: from a batch to scalars such as the loss. */
export type TrainingStep = (...inputs: readonly Tensor[]) => readonly Tensor[];

/**
 * A training step that the engine records and replays: see RecordedStep. What the step makes is freed after it.
 *
 * @param execution `eager` runs every operation by itself, as PyTorch does without torch.compile.
 */
export function recordStep(step: TrainingStep, execution: Execution): RecordedStep {
  return new RecordedStep((inputs) => {
    const results = scope(() => step(...inputs.map((input) => new Tensor(Storage.fromDevice(tf.clone(input))))));
    const values = results.map((result) => tf.clone(result.values));
    for (const result of results) result.dispose();
    return values;
  }, execution);
}
