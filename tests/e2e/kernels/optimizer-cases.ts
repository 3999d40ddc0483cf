/** Steps of optimizers in place, against operations one by one. */
import * as tf from '@tensorflow/tfjs-core';
import type { AdamRule } from '../../../src/engine/optimizer-rule.ts';
import { updateParameters } from '../../../src/engine/optimizer-update.ts';
import { TrainingBackend } from '../../../src/engine/webgpu/training-backend.ts';
import { optimizerRules, nameOfRule, runSteps } from '../../unit/support/optimizer-steps.ts';
import type { KernelCase } from './cases.ts';

/** Less than a workgroup, more than one, one number, and none. */
const SHAPES = [[3, 5], [9, 17, 2], [], [0, 4]];

export const optimizerCases: readonly KernelCase[] = optimizerRules.flatMap((rule) => [
  {
    name: nameOfRule(rule),
    compute: () => tf.concat(runSteps(rule, SHAPES).last.map((tensor) => tf.reshape(tensor, [tensor.size]))),
  },
]);

/** How many dispatches a step of Adam in place takes for this many parameters, on WebGPU. */
export function countDispatches(parameters: number): number {
  const backend = tf.backend();
  if (!(backend instanceof TrainingBackend)) throw new Error('WebGPU did not start.');
  const rule: AdamRule = { kind: 'adam', arithmetic: 'pytorch', weightDecay: 'none', maximize: false, amsgrad: false };
  const updates = Array.from({ length: parameters }, () => ({
    parameter: tf.ones([5]),
    gradient: tf.ones([5]),
    states: [tf.zeros([5]), tf.zeros([5])],
  }));
  backend.watched.takeCounts();
  updateParameters(rule, updates, () => Float32Array.of(0.1, 0, 0.1, 0.9, 0.1, 1e-8, 1));
  return backend.watched.takeCounts().dispatches;
}
