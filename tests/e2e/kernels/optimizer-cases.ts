/** Steps of optimizers in place, against operations one by one. */
import * as tf from '@tensorflow/tfjs-core';
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
