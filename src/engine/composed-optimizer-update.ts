import {
  add,
  div,
  maximum,
  mul,
  neg,
  sqrt,
  square,
  sub,
  unstack,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { AdamRule, OptimizerRule, SgdRule } from './optimizer-rule.ts';
import type { ParameterTensors, ParameterUpdate } from './optimizer-update.ts';

type States = readonly Tensor[];
type SgdScalars = [Scalar, Scalar, Scalar, Scalar];
type AdamScalars = [Scalar, Scalar, Scalar, Scalar, Scalar, Scalar, Scalar];

/** One step of an optimizer by operations of tfjs, into new tensors: for backends that cannot write in place. */
export function composedUpdate(
  rule: OptimizerRule,
  { parameter, gradient, states }: ParameterUpdate,
  hyperparameters: Tensor,
): ParameterTensors {
  const numbers = unstack(hyperparameters) as Scalar[];
  const [, decay] = numbers as [Scalar, Scalar];
  const direction = rule.maximize ? neg(gradient) : gradient;
  const penalized = rule.weightDecay === 'coupled' ? add(direction, mul(parameter, decay)) : direction;
  const shrunk = rule.weightDecay === 'decoupled' ? shrink(rule, parameter, decay) : parameter;
  return rule.kind === 'sgd'
    ? descend(rule, shrunk, penalized, states, numbers)
    : adapt(rule, shrunk, penalized, states, numbers);
}

function shrink({ arithmetic }: OptimizerRule, parameter: Tensor, decay: Scalar): Tensor {
  return arithmetic === 'pytorch' ? mul(parameter, decay) : sub(parameter, mul(parameter, decay));
}

function descend(
  rule: SgdRule,
  parameter: Tensor,
  gradient: Tensor,
  states: States,
  numbers: Scalar[],
): ParameterTensors {
  const [learningRate, , momentum, gradientShare] = numbers as SgdScalars;
  const [before] = states;
  if (!before) return { parameter: sub(parameter, mul(gradient, learningRate)), states: [] };
  if (rule.arithmetic === 'pytorch') {
    const after = add(mul(before, momentum), mul(gradient, gradientShare));
    const direction = rule.nesterov ? add(gradient, mul(after, momentum)) : after;
    return { parameter: sub(parameter, mul(direction, learningRate)), states: [after] };
  }
  const change = mul(gradient, learningRate);
  const after = sub(mul(before, momentum), change);
  const velocity = rule.nesterov ? sub(mul(after, momentum), change) : after;
  return { parameter: add(parameter, velocity), states: [after] };
}

function adapt(
  rule: AdamRule,
  parameter: Tensor,
  gradient: Tensor,
  states: States,
  numbers: Scalar[],
): ParameterTensors {
  const [stepSize, , meanShare, beta2, squareShare, epsilon, rootCorrection] = numbers as AdamScalars;
  const [formerMean, formerSquares, formerLargest] = states as [Tensor, Tensor, Tensor?];
  const isPyTorch = rule.arithmetic === 'pytorch';
  const mean = add(formerMean, mul(sub(gradient, formerMean), meanShare));
  const squares = isPyTorch
    ? add(mul(formerSquares, beta2), mul(mul(gradient, squareShare), gradient))
    : add(formerSquares, mul(sub(square(gradient), formerSquares), squareShare));
  const largest = formerLargest && maximum(formerLargest, squares);
  const root = sqrt(largest ?? squares);
  const denominator = add(isPyTorch ? div(root, rootCorrection) : root, epsilon);
  return {
    parameter: sub(parameter, div(mul(mean, stepSize), denominator)),
    states: largest ? [mean, squares, largest] : [mean, squares],
  };
}
