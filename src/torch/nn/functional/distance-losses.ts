/** Losses of the distance between input and target. */
import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { record } from '../../autograd/record.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { sameShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import {
  gradientOfEach,
  inCommonShape,
  reduceAndFree,
  reduceLosses,
  reduceWeighted,
  requireReduction,
  type Reduction,
  type ReductionParameters,
  type Target,
} from './loss-reduction.ts';

interface WeightedParameters extends ReductionParameters {
  /** Factor of each element's loss, of the shape of the input. */
  readonly weight?: Tensor | null;
}

/**
 * (input - target)², averaged; with a weight, the mean is the sum over the sum of the weights.
 *
 * Call: `mseLoss(input, target, { reduction, weight })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html
 */
export function mseLoss(input: Tensor, ...values: Arguments<WeightedParameters & Target, ['target']>): Tensor {
  const { target, reduction = 'mean', weight } = bindRequired<WeightedParameters & Target>(['target'], 1, values);
  if (weight) {
    const [left, right] = inCommonShape(input, target);
    requireWeightShape(weight, input);
    return reduceWeighted(left.sub(right).pow(2), weight, reduction);
  }
  return lossOfDifference(input, target, {
    name: 'MseLossBackward0',
    reduction,
    compute: tf.square,
    derivative: (difference) => difference.mul(2),
  });
}

/**
 * |input - target|, averaged; with a weight, the mean is the sum over the sum of the weights.
 *
 * Call: `l1Loss(input, target, { reduction, weight })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html
 */
export function l1Loss(input: Tensor, ...values: Arguments<WeightedParameters & Target, ['target']>): Tensor {
  const { target, reduction = 'mean', weight } = bindRequired<WeightedParameters & Target>(['target'], 1, values);
  requireReduction(reduction);
  const [left, right] = inCommonShape(input, target);
  const losses = left.sub(right).abs();
  if (!weight) return reduceLosses(losses, reduction);
  requireWeightShape(weight, input);
  return reduceWeighted(losses, weight, reduction);
}

export interface SmoothL1Parameters extends ReductionParameters {
  /** Distance below which the loss is quadratic. */
  readonly beta?: number;
}

/**
 * d²/(2 beta) where the distance d is below beta, else d - beta/2, averaged.
 *
 * Call: `smoothL1Loss(input, target, { reduction, beta = 1 })`.
 *
 * @throws {RuntimeError} when beta is negative.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.smooth_l1_loss.html
 */
export function smoothL1Loss(input: Tensor, ...values: Arguments<SmoothL1Parameters & Target, ['target']>): Tensor {
  const { target, beta = 1, reduction = 'mean' } = bindRequired<SmoothL1Parameters & Target>(['target'], 1, values);
  if (beta < 0) throw new RuntimeError(`smooth_l1_loss does not support negative values for beta. It is ${beta}.`);
  if (beta === 0) return l1Loss(input, target, { reduction });
  return lossOfDifference(input, target, {
    name: 'SmoothL1LossBackward0',
    reduction,
    compute: (difference) => tf.div(huber(difference, beta), beta),
    derivative: (difference) => difference.clamp(-beta, beta).div(beta),
  });
}

export interface DeltaParameters extends ReductionParameters {
  /** Distance below which the loss is quadratic. */
  readonly delta?: number;
}

interface HuberParameters extends WeightedParameters, DeltaParameters {}

const HUBER_NAMES = ['target', 'reduction', 'delta', 'weight'] as const;

/**
 * d²/2 where the distance d is below delta, else delta · (d - delta/2), averaged.
 *
 * Call: `huberLoss(input, target, reduction, delta = 1, { weight })`.
 *
 * @throws {RuntimeError} when delta is not positive.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.huber_loss.html
 */
export function huberLoss(input: Tensor, ...values: Arguments<HuberParameters & Target, typeof HUBER_NAMES>): Tensor {
  const {
    target,
    delta = 1,
    reduction = 'mean',
    weight,
  } = bindRequired<HuberParameters & Target>(HUBER_NAMES, 1, values);
  if (!(delta > 0)) {
    throw new RuntimeError(`huber_loss does not support non-positive values for delta. It is ${delta}.`);
  }
  const loss = {
    name: 'HuberLossBackward0',
    compute: (difference: tf.Tensor) => huber(difference, delta),
    derivative: (difference: Tensor) => difference.clamp(-delta, delta),
  };
  if (!weight) return lossOfDifference(input, target, { ...loss, reduction });
  requireWeightShape(weight, input);
  // Of the weighted losses PyTorch takes the mean here, not the sum over the sum of the weights.
  return reduceLosses(lossOfDifference(input, target, { ...loss, reduction: 'none' }).mul(weight), reduction);
}

interface DifferenceLoss {
  readonly name: string;
  readonly reduction: Reduction;
  readonly compute: (difference: tf.Tensor) => tf.Tensor;
  readonly derivative: (difference: Tensor) => Tensor;
}

/** A loss that depends on input - target alone, as one node. */
function lossOfDifference(
  input: Tensor,
  target: Tensor,
  { name, reduction, compute, derivative }: DifferenceLoss,
): Tensor {
  requireReduction(reduction);
  const [left, right] = inCommonShape(input, target);
  const difference = left.detach().sub(right.detach());
  const { order } = difference;
  const losses = fromDevice(() => compute(difference.floatsIn(order)), order);
  difference.dispose();
  return record(reduceAndFree(losses, reduction), {
    name,
    inputs: [left, right],
    saved: { self: left, target: right },
    backward: (gradient, saved, needed) => {
      const ofEach = gradientOfEach(gradient, reduction, saved.self.numel());
      const result = derivative(saved.self.sub(saved.target)).mul(ofEach);
      return [needed[0] ? result : null, needed[1] ? result.neg() : null];
    },
  });
}

/** d²/2 up to the distance delta, then straight on. */
function huber(difference: tf.Tensor, delta: number): tf.Tensor {
  const distance = tf.abs(difference);
  const quadratic = tf.minimum(distance, delta);
  return tf.add(tf.mul(tf.square(quadratic), 0.5), tf.mul(tf.sub(distance, quadratic), delta));
}

function requireWeightShape(weight: Tensor, input: Tensor): void {
  if (!sameShape(weight.shape, input.shape)) throw new ValueError('Weights and input must have the same size.');
}
