/** Losses that compare numbers with numbers. Those of classes are in classification-losses.ts. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { record } from '../../autograd/record.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { sumToShape } from '../../operations/expand.ts';
import { broadcastShapes, formatShape, sameShape } from '../../shape.ts';
import { rowByRow } from '../../storage.ts';
import type { Tensor } from '../../tensor.ts';

/** What becomes of the losses of the elements: their mean, their sum, or nothing. */
export type Reduction = 'mean' | 'sum' | 'none';

export interface ReductionParameters {
  readonly reduction?: Reduction;
}

/**
 * Losses reduced to one, or as they are.
 *
 * @throws {ValueError} for another reduction.
 */
export function reduceLosses(losses: Tensor, reduction: Reduction): Tensor {
  requireReduction(reduction);
  if (reduction === 'mean') return losses.mean();
  return reduction === 'sum' ? losses.sum() : losses;
}

/** @throws {ValueError} when it is none of the three. */
export function requireReduction(reduction: string): void {
  if (!['mean', 'sum', 'none'].includes(reduction)) {
    throw new ValueError(`${reduction} is not a valid value for reduction: use 'mean', 'sum' or 'none'.`);
  }
}

/** (input - target)², averaged: any shapes that broadcast. Call: `mseLoss(input, target, { reduction })`. */
export function mseLoss(input: Tensor, target: Tensor, ...values: Arguments<ReductionParameters, []>): Tensor {
  return lossOfDifference(input, target, bindArguments<ReductionParameters>([], values), {
    name: 'MseLossBackward0',
    compute: (difference) => tf.square(difference),
    derivative: (difference) => difference.mul(2),
  });
}

/** |input - target|, averaged. Call: `l1Loss(input, target, { reduction })`. */
export function l1Loss(input: Tensor, target: Tensor, ...values: Arguments<ReductionParameters, []>): Tensor {
  const { reduction = 'mean' } = bindArguments<ReductionParameters>([], values);
  return reduceLosses(input.sub(target).abs(), reduction);
}

interface SmoothL1Parameters extends ReductionParameters {
  /** Distance below which the loss is quadratic. */
  readonly beta?: number;
}

/**
 * d²/(2 beta) where the distance d is below beta, else d - beta/2, averaged.
 *
 * Call: `smoothL1Loss(input, target, { reduction, beta = 1 })`.
 *
 * @throws {RuntimeError} when beta is negative.
 */
export function smoothL1Loss(input: Tensor, target: Tensor, ...values: Arguments<SmoothL1Parameters, []>): Tensor {
  const { beta = 1, ...given } = bindArguments<SmoothL1Parameters>([], values);
  if (beta < 0) throw new RuntimeError(`smooth_l1_loss does not support negative values for beta, got ${beta}.`);
  if (beta === 0) return l1Loss(input, target, given);
  return lossOfDifference(input, target, given, {
    name: 'SmoothL1LossBackward0',
    compute: (difference) => tf.div(huber(difference, beta), beta),
    derivative: (difference) => difference.clamp(-beta, beta).div(beta),
  });
}

interface HuberParameters extends ReductionParameters {
  /** Distance below which the loss is quadratic. */
  readonly delta?: number;
}

/**
 * d²/2 where the distance d is below delta, else delta · (d - delta/2), averaged.
 *
 * Call: `huberLoss(input, target, { reduction, delta = 1 })`.
 *
 * @throws {RuntimeError} when delta is not positive.
 */
export function huberLoss(input: Tensor, target: Tensor, ...values: Arguments<HuberParameters, []>): Tensor {
  const { delta = 1, ...given } = bindArguments<HuberParameters>([], values);
  if (!(delta > 0)) throw new RuntimeError(`huber_loss does not support non-positive values for delta, got ${delta}.`);
  return lossOfDifference(input, target, given, {
    name: 'HuberLossBackward0',
    compute: (difference) => huber(difference, delta),
    derivative: (difference) => difference.clamp(-delta, delta),
  });
}

interface BinaryCrossEntropyParameters extends ReductionParameters {
  /** Factor of each element's loss; broadcast. */
  readonly weight?: Tensor | null;
}

/**
 * -(t log p + (1 - t) log(1 - p)) of probabilities p, averaged. Logarithms are cut off at -100.
 *
 * Call: `binaryCrossEntropy(input, target, weight, { reduction })`.
 *
 * @throws {ValueError} when the shapes differ.
 */
export function binaryCrossEntropy(
  input: Tensor,
  target: Tensor,
  ...values: Arguments<BinaryCrossEntropyParameters, ['weight']>
): Tensor {
  const { weight = null, reduction = 'mean' } = bindArguments<BinaryCrossEntropyParameters>(['weight'], values);
  requireReduction(reduction);
  requireSameShape(input, target);
  const losses = fromDevice(() => {
    const [p, t] = [input.values, target.floatsIn(rowByRow(target.shape))];
    const [yes, no] = [tf.maximum(tf.log(p), -100), tf.maximum(tf.log1p(tf.neg(p)), -100)];
    return weighted(tf.sub(tf.mul(tf.sub(t, 1), no), tf.mul(t, yes)), weight);
  });
  return record(reduceOnDevice(losses, reduction), {
    name: 'BinaryCrossEntropyBackward0',
    inputs: [input, target],
    saved: { self: input, target, ...(weight && { weight }) },
    backward: (gradient, { self, target: wanted }, needed) => {
      const scaled = scaleOf(gradient, reduction, input, weight);
      const spread = self.mul(self.rsub(1)).clamp({ min: 1e-12 });
      return [
        needed[0] ? self.sub(wanted).div(spread).mul(scaled) : null,
        needed[1] ? self.rsub(1).log().sub(self.log()).mul(scaled) : null,
      ];
    },
  });
}

interface BinaryCrossEntropyWithLogitsParameters extends BinaryCrossEntropyParameters {
  /** Factor of the loss of positive targets; broadcast. */
  readonly posWeight?: Tensor | null;
}

/**
 * Binary cross-entropy of sigmoid(input), exact also where the sigmoid is 0 or 1; averaged.
 *
 * Call: `binaryCrossEntropyWithLogits(input, target, weight, { reduction, posWeight })`.
 *
 * @throws {ValueError} when the shapes differ.
 */
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  target: Tensor,
  ...values: Arguments<BinaryCrossEntropyWithLogitsParameters, ['weight']>
): Tensor {
  const given = bindArguments<BinaryCrossEntropyWithLogitsParameters>(['weight'], values);
  const { weight = null, posWeight = null, reduction = 'mean' } = given;
  requireReduction(reduction);
  if (!sameShape(input.shape, target.shape)) {
    throw new ValueError(
      `Target size (torch.Size(${formatShape(target.shape)})) must be the same as input size ` +
        `(torch.Size(${formatShape(input.shape)}))`,
    );
  }
  const losses = fromDevice(() => {
    const [x, t] = [input.values, target.floatsIn(rowByRow(target.shape))];
    // log(1 + exp(-x)), from the side where exp is small.
    const tail = tf.add(tf.log1p(tf.exp(tf.neg(tf.abs(x)))), tf.relu(tf.neg(x)));
    const factor = posWeight ? tf.add(tf.mul(tf.sub(posWeight.values, 1), t), 1) : 1;
    return weighted(tf.add(tf.mul(tf.sub(1, t), x), tf.mul(tail, factor)), weight);
  });
  return record(reduceOnDevice(losses, reduction), {
    name: 'BinaryCrossEntropyWithLogitsBackward0',
    inputs: [input, target],
    saved: { self: input, target, ...(weight && { weight }), ...(posWeight && { posWeight }) },
    backward: (gradient, { self, target: wanted }, needed) => {
      const scaled = scaleOf(gradient, reduction, input, weight);
      const positive = posWeight ? wanted.mul(posWeight) : wanted;
      const total = posWeight ? positive.add(wanted.rsub(1)) : 1;
      return [
        needed[0] ? self.sigmoid().mul(total).sub(positive).mul(scaled) : null,
        needed[1] ? logOdds(self, posWeight).mul(scaled).neg() : null,
      ];
    },
  });
}

interface KlDivParameters {
  readonly reduction?: Reduction | 'batchmean';
  /** Whether the target is given as logarithms. */
  readonly logTarget?: boolean;
}

/**
 * Kullback-Leibler divergence target · (log target - input) of log-probabilities `input`. 'batchmean' divides the sum by
 * the size of the first axis, which is the divergence as mathematics has it.
 *
 * Call: `klDiv(input, target, { reduction = 'mean', logTarget = false })`.
 */
export function klDiv(input: Tensor, target: Tensor, ...values: Arguments<KlDivParameters, []>): Tensor {
  const { reduction = 'mean', logTarget = false } = bindArguments<KlDivParameters>([], values);
  const losses = logTarget ? target.exp().mul(target.sub(input)) : target.xlogy(target).sub(target.mul(input));
  if (reduction === 'batchmean') return losses.sum().div(input.shape[0] ?? 1);
  return reduceLosses(losses, reduction);
}

interface DifferenceLoss {
  readonly name: string;
  readonly compute: (difference: tf.Tensor) => tf.Tensor;
  readonly derivative: (difference: Tensor) => Tensor;
}

/** A loss that depends on input - target alone, as one node. */
function lossOfDifference(
  input: Tensor,
  target: Tensor,
  { reduction = 'mean' }: ReductionParameters,
  { name, compute, derivative }: DifferenceLoss,
): Tensor {
  requireReduction(reduction);
  broadcastShapes(input.shape, target.shape);
  const losses = fromDevice(() =>
    compute(tf.sub(input.floatsIn(rowByRow(input.shape)), target.floatsIn(rowByRow(target.shape)))),
  );
  return record(reduceOnDevice(losses, reduction), {
    name,
    inputs: [input, target],
    saved: { self: input, target },
    backward: (gradient, { self, target: wanted }, needed) => {
      const difference = self.sub(wanted);
      const result = derivative(difference).mul(scaleOf(gradient, reduction, difference, null));
      return [
        needed[0] ? sumToShape(result, self.shape) : null,
        needed[1] ? sumToShape(result.neg(), wanted.shape) : null,
      ];
    },
  });
}

/** d²/2 up to the distance delta, then straight on. */
function huber(difference: tf.Tensor, delta: number): tf.Tensor {
  const distance = tf.abs(difference);
  const quadratic = tf.minimum(distance, delta);
  return tf.add(tf.mul(tf.square(quadratic), 0.5), tf.mul(tf.sub(distance, quadratic), delta));
}

function reduceOnDevice(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return losses;
  return fromDevice(() => (reduction === 'mean' ? tf.mean(losses.values) : tf.sum(losses.values)));
}

/** The gradient of each element's loss, from the gradient of the reduced one. */
function scaleOf(gradient: Tensor, reduction: Reduction, losses: Tensor, weight: Tensor | null): Tensor {
  const scaled = reduction === 'mean' ? gradient.div(losses.numel()) : gradient;
  return weight ? scaled.mul(weight) : scaled;
}

function weighted(losses: tf.Tensor, weight: Tensor | null): tf.Tensor {
  return weight ? tf.mul(losses, weight.values) : losses;
}

/** Minus the derivative of the loss by its target: x, and with a weight w of positive targets x + (1 - w) log(1 + exp(-x)). */
function logOdds(input: Tensor, posWeight: Tensor | null): Tensor {
  return posWeight ? input.sub(input.neg().exp().log1p().mul(posWeight.sub(1))) : input;
}

function requireSameShape(input: Tensor, target: Tensor): void {
  if (sameShape(input.shape, target.shape)) return;
  throw new ValueError(
    `Using a target size (torch.Size(${formatShape(target.shape)})) that is different to the input size ` +
      `(torch.Size(${formatShape(input.shape)})) is deprecated. Please ensure they have the same size.`,
  );
}
