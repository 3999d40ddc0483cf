/** Every rule of an optimizer, and some steps of it on random numbers, on whichever backend is active. */
import * as tf from '@tensorflow/tfjs-core';
import {
  adamHyperparameters,
  sgdHyperparameters,
  stateCount,
  type AdamRule,
  type OptimizerRule,
  type SgdRule,
} from '../../../src/engine/optimizer-rule.ts';
import { updateParameters, type ParameterTensors } from '../../../src/engine/optimizer-update.ts';
import { Mt19937 } from '../../../src/engine/random/mt19937.ts';

const STEPS = 6;

const momenta = [
  { momentum: false, nesterov: false },
  { momentum: true, nesterov: false },
  { momentum: true, nesterov: true },
] as const;

/** All combinations of flags. */
export const optimizerRules: readonly OptimizerRule[] = (['pytorch', 'keras'] as const).flatMap((arithmetic) =>
  (['none', 'coupled', 'decoupled'] as const).flatMap((weightDecay) =>
    [false, true].flatMap((maximize): OptimizerRule[] => {
      const common = { arithmetic, weightDecay, maximize };
      return [
        ...momenta.map((momentum): SgdRule => ({ kind: 'sgd', ...common, ...momentum })),
        ...[false, true].map((amsgrad): AdamRule => ({ kind: 'adam', ...common, amsgrad })),
      ];
    }),
  ),
);

/** A rule with its flags, for the name of a test. */
export function nameOfRule(rule: OptimizerRule): string {
  const flags = Object.entries(rule).flatMap(([name, value]) => (value === true ? [name] : []));
  return [rule.arithmetic, rule.kind, `${rule.weightDecay} weight decay`, ...flags].join(', ');
}

/** Steps with new gradients and other hyperparameters each. */
export function runSteps(
  rule: OptimizerRule,
  shapes: readonly (readonly number[])[],
): { readonly first: tf.Tensor[]; readonly last: tf.Tensor[] } {
  const generator = new Mt19937(1);
  const random = (shape: readonly number[]) => {
    const values = Array.from(
      { length: tf.util.sizeFromShape([...shape]) },
      () => generator.nextUint32() / 2 ** 31 - 1,
    );
    return tf.tensor(values, [...shape], 'float32');
  };
  const first = shapes.map((shape) => ({ parameter: random(shape), states: zerosFor(rule, shape) }));
  let last: ParameterTensors[] = first;
  for (let step = 1; step <= STEPS; step++) {
    const updates = last.map((tensors) => ({ ...tensors, gradient: random(tensors.parameter.shape) }));
    last = updateParameters(rule, updates, () => hyperparametersOf(rule, step));
  }
  return { first: listed(first), last: listed(last) };
}

function zerosFor(rule: OptimizerRule, shape: readonly number[]): tf.Tensor[] {
  return Array.from({ length: stateCount(rule) }, () => tf.zeros([...shape]));
}

function hyperparametersOf(rule: OptimizerRule, step: number): Float32Array {
  const common = { learningRate: 0.1 / step, weightDecay: 0.03 };
  if (rule.kind === 'sgd') {
    return sgdHyperparameters(rule, { ...common, momentum: 0.8, gradientShare: step === 1 ? 1 : 0.7 });
  }
  return adamHyperparameters(rule, { ...common, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, step });
}

function listed(tensors: readonly ParameterTensors[]): tf.Tensor[] {
  return tensors.flatMap(({ parameter, states }) => [parameter, ...states]);
}
