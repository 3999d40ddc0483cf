/** Losses that compare scores of classes with the class that is right. */
import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { record } from '../../autograd/record.ts';
import { IndexError, RuntimeError, ValueError } from '../../errors.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { formatShape, sameShape } from '../../shape.ts';
import { Tensor } from '../../tensor.ts';
import { requireReduction, type Reduction, type ReductionParameters } from './losses.ts';

interface NllParameters extends ReductionParameters {
  /** Factor of the loss of each class, [classes]. */
  readonly weight?: Tensor | null;
  /** Class that counts as no target at all. */
  readonly ignoreIndex?: number;
}

/**
 * Negative log-likelihood: minus the score of the right class, as torch.nn.functional.nll_loss.
 *
 * `input` log-probabilities [N, classes, ...] or [classes], `target` int64 [N, ...] or a scalar. The mean weighs each
 * target by the weight of its class.
 *
 * Call: `nllLoss(input, target, weight, { ignoreIndex = -100, reduction = 'mean' })`.
 *
 * @throws {IndexError} when a class is out of bounds, as far as the host knows the target.
 * @throws {ValueError} when the shapes do not fit.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html
 */
export function nllLoss(input: Tensor, target: Tensor, ...values: Arguments<NllParameters, ['weight']>): Tensor {
  const { weight = null, ignoreIndex = -100, reduction = 'mean' } = bindArguments<NllParameters>(['weight'], values);
  requireReduction(reduction);
  requireTargets(input, target, ignoreIndex);
  const factors = classFactors(input, target, weight, ignoreIndex);
  const total = fromDevice(() => (reduction === 'mean' ? tf.sum(factors.values) : tf.scalar(1)));
  const result = fromDevice(() => {
    const losses = tf.neg(tf.sum(tf.mul(input.values, factors.values), classAxis(input)));
    return reduction === 'none' ? losses : tf.div(tf.sum(losses), total.values);
  });
  return record(result, {
    name: input.ndim > 2 ? 'NllLoss2DBackward0' : 'NllLossBackward0',
    inputs: [input],
    saved: { self: input, target, ...(weight && { weight }) },
    backward: (gradient) => {
      const perTarget = reduction === 'none' ? gradient.unsqueeze(classAxis(input)) : gradient.div(total);
      return [factors.mul(perTarget).neg()];
    },
  });
}

interface CrossEntropyParameters extends NllParameters {
  /** Share of the target that is spread evenly over all classes, 0 to 1. */
  readonly labelSmoothing?: number;
}

/**
 * Cross-entropy of logits, as torch.nn.functional.cross_entropy: it applies log-softmax itself.
 *
 * `input` logits [N, classes, ...] or [classes]; `target` class indices [N, ...], or probabilities of the shape of `input`.
 *
 * Call: `crossEntropy(input, target, weight, { ignoreIndex = -100, reduction = 'mean', labelSmoothing = 0 })`.
 *
 * @throws {IndexError} when a class is out of bounds, as far as the host knows the target.
 * @throws {ValueError} when the shapes do not fit.
 * @throws {RuntimeError} when labelSmoothing is not within 0 and 1.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
 */
export function crossEntropy(
  input: Tensor,
  target: Tensor,
  ...values: Arguments<CrossEntropyParameters, ['weight']>
): Tensor {
  const given = bindArguments<CrossEntropyParameters>(['weight'], values);
  const { weight = null, labelSmoothing = 0, reduction = 'mean', ignoreIndex = -100 } = given;
  if (labelSmoothing < 0 || labelSmoothing > 1) {
    throw new RuntimeError(`label_smoothing must be between 0.0 and 1.0. Got: ${labelSmoothing}`);
  }
  requireReduction(reduction);
  const logProbabilities = input.logSoftmax(classAxis(input));
  if (target.dtype === 'float32' && sameShape(target.shape, input.shape)) {
    return ofProbabilities(logProbabilities, target, { weight, labelSmoothing, reduction });
  }
  const loss = nllLoss(logProbabilities, target, { weight, ignoreIndex, reduction });
  if (labelSmoothing === 0) return loss;
  const smooth = smoothLoss(logProbabilities, target, { weight, ignoreIndex, reduction });
  return loss.mul(1 - labelSmoothing).add(smooth.mul(labelSmoothing / classCount(input)));
}

interface LossOptions {
  readonly weight: Tensor | null;
  readonly reduction: Reduction;
}

/** Cross-entropy against probabilities of the classes. */
function ofProbabilities(
  logProbabilities: Tensor,
  target: Tensor,
  { weight, labelSmoothing, reduction }: LossOptions & { readonly labelSmoothing: number },
): Tensor {
  const classes = classCount(logProbabilities);
  const wanted = labelSmoothing > 0 ? target.mul(1 - labelSmoothing).add(labelSmoothing / classes) : target;
  const scores = logProbabilities.mul(wanted);
  const weighted = weight ? scores.mul(alongClasses(weight, scores)) : scores;
  if (reduction === 'none') return weighted.sum(classAxis(logProbabilities)).neg();
  const sum = weighted.sum().neg();
  return reduction === 'sum' ? sum : sum.div(logProbabilities.numel() / classes);
}

/** The part of the loss that label smoothing brings: minus the scores of all classes, of targets that count. */
function smoothLoss(
  logProbabilities: Tensor,
  target: Tensor,
  { weight, ignoreIndex, reduction }: LossOptions & { readonly ignoreIndex: number },
): Tensor {
  const axis = classAxis(logProbabilities);
  const scores = weight ? logProbabilities.mul(alongClasses(weight, logProbabilities)) : logProbabilities;
  const losses = scores.sum(axis).neg().maskedFill(target.eq(ignoreIndex), 0);
  if (reduction === 'none') return losses;
  if (reduction === 'sum') return losses.sum();
  const factors = classFactors(logProbabilities, target, weight, ignoreIndex);
  return losses.sum().div(factors.sum());
}

/** For each target, the weight of its class at its class and 0 elsewhere: the shape of `input`. */
function classFactors(input: Tensor, target: Tensor, weight: Tensor | null, ignoreIndex: number): Tensor {
  const axis = classAxis(input);
  return fromDevice(() => {
    const classes = target.dtype === 'float32' ? tf.cast(target.values, 'int32') : target.values;
    const counted = tf.where(tf.equal(classes, ignoreIndex), tf.fill(classes.shape, -1, 'int32'), classes);
    const oneHot = tf.cast(tf.oneHot(tf.cast(counted, 'int32'), classCount(input)), 'float32');
    const factors = weight ? tf.mul(oneHot, weight.values) : oneHot;
    const order = input.shape.map((_, position) => position);
    if (axis === input.ndim - 1) return factors;
    return tf.transpose(factors, [0, order.length - 1, ...order.slice(1, -1)]);
  });
}

/** A weight for each class, shaped to be multiplied with scores. */
function alongClasses(weight: Tensor, scores: Tensor): Tensor {
  return weight.reshape([-1, ...new Array<number>(scores.ndim - classAxis(scores) - 1).fill(1)]);
}

/** Classes lie along the second axis, or along the only one. */
function classAxis({ ndim }: Tensor): number {
  return ndim === 1 ? 0 : 1;
}

function classCount(input: Tensor): number {
  return input.shape[classAxis(input)] ?? 0;
}

function requireTargets(input: Tensor, target: Tensor, ignoreIndex: number): void {
  const axis = classAxis(input);
  const expected = input.shape.filter((_, position) => position !== axis);
  if (!sameShape(target.shape, expected)) {
    if (target.ndim === expected.length && target.shape[0] !== expected[0]) {
      throw new ValueError(
        `Expected input batch_size (${expected[0]}) to match target batch_size (${target.shape[0]}).`,
      );
    }
    throw new RuntimeError(
      `Expected target size ${formatShape(expected)}, got ${formatShape(target.shape)}. For class indices leave out the ` +
        'axis of the classes; for probabilities give the shape of the input.',
    );
  }
  const classes = classCount(input);
  const wrong = target.hostValues?.find((value) => value !== ignoreIndex && (value < 0 || value >= classes));
  if (wrong !== undefined) {
    throw new IndexError(`Target ${wrong} is out of bounds: there are ${classes} classes, 0 to ${classes - 1}.`);
  }
}
