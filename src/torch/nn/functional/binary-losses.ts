/** Losses of yes-or-no questions: binary cross-entropy of probabilities and of logits. */
import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { record } from '../../autograd/record.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { typeName } from '../../operations/type-names.ts';
import { sameShape } from '../../shape.ts';
import { rowByRow } from '../../storage.ts';
import type { Tensor } from '../../tensor.ts';
import {
  gradientOfEach,
  reduceAndFree,
  requireReduction,
  sizeOf,
  type Reduction,
  type ReductionParameters,
  type Target,
} from './loss-reduction.ts';
import { readableValues } from './readable-values.ts';

export interface BinaryCrossEntropyParameters extends ReductionParameters {
  /** Factor of each element's loss; broadcast. */
  readonly weight?: Tensor | null;
}

/**
 * -(t log p + (1 - t) log(1 - p)) of probabilities p, averaged. Logarithms are cut off at -100.
 *
 * Call: `binaryCrossEntropy(input, target, weight, { reduction })`.
 *
 * @throws {ValueError} when the shapes differ.
 * @throws {RuntimeError} when an element of the input is not from 0 to 1; a GPU is not asked for it.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy.html
 */
export function binaryCrossEntropy(
  input: Tensor,
  ...values: Arguments<BinaryCrossEntropyParameters & Target, ['target', 'weight']>
): Tensor {
  const {
    target,
    weight = null,
    reduction = 'mean',
  } = bindRequired<BinaryCrossEntropyParameters & Target>(['target', 'weight'], 1, values);
  requireReduction(reduction);
  requireSameShape(input, target);
  requireFloats(target, `Found dtype ${typeName(target.dtype)} but expected Float`);
  requireProbabilities(input);
  const losses = fromDevice(() => {
    const [p, t] = [input.values, target.floatsIn(rowByRow(target.shape))];
    const [yes, no] = [tf.maximum(tf.log(p), -100), tf.maximum(tf.log1p(tf.neg(p)), -100)];
    return weighted(tf.sub(tf.mul(tf.sub(t, 1), no), tf.mul(t, yes)), weight);
  });
  return record(reduceAndFree(losses, reduction), {
    name: 'BinaryCrossEntropyBackward0',
    inputs: [input, target],
    saved: { self: input, target, ...(weight && { weight }) },
    backward: (gradient, { self, target: wanted }, needed) => {
      const factor = scaleOf(gradient, reduction, self, weight);
      const spread = self.mul(self.rsub(1)).clamp({ min: 1e-12 });
      return [
        needed[0] ? self.sub(wanted).div(spread).mul(factor) : null,
        needed[1] ? self.rsub(1).log().sub(self.log()).mul(factor) : null,
      ];
    },
  });
}

export interface BinaryCrossEntropyWithLogitsParameters extends BinaryCrossEntropyParameters {
  /** Factor of the loss of positive targets; broadcast. */
  readonly posWeight?: Tensor | null;
}

/**
 * Binary cross-entropy of sigmoid(input), exact also where the sigmoid is 0 or 1; averaged.
 *
 * Call: `binaryCrossEntropyWithLogits(input, target, weight, { reduction, posWeight })`.
 *
 * @throws {ValueError} when the shapes differ.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.binary_cross_entropy_with_logits.html
 */
export function binaryCrossEntropyWithLogits(
  input: Tensor,
  ...values: Arguments<BinaryCrossEntropyWithLogitsParameters & Target, ['target', 'weight']>
): Tensor {
  const given = bindRequired<BinaryCrossEntropyWithLogitsParameters & Target>(['target', 'weight'], 1, values);
  const { target, weight = null, posWeight = null, reduction = 'mean' } = given;
  requireReduction(reduction);
  if (!sameShape(input.shape, target.shape)) {
    throw new ValueError(
      `Target size (${sizeOf(target)}) must be the same as input size (${sizeOf(input)}): reshape one of them.`,
    );
  }
  requireFloats(
    target,
    target.dtype === 'bool'
      ? 'Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.'
      : `result type Float can't be cast to the desired output type ${typeName(target.dtype)}`,
  );
  const losses = fromDevice(() => {
    const [x, t] = [input.values, target.floatsIn(rowByRow(target.shape))];
    // log(1 + exp(-x)), from the side where exp is small.
    const tail = tf.add(tf.log1p(tf.exp(tf.neg(tf.abs(x)))), tf.relu(tf.neg(x)));
    const factor = posWeight ? tf.add(tf.mul(tf.sub(posWeight.values, 1), t), 1) : 1;
    return weighted(tf.add(tf.mul(tf.sub(1, t), x), tf.mul(tail, factor)), weight);
  });
  return record(reduceAndFree(losses, reduction), {
    name: 'BinaryCrossEntropyWithLogitsBackward0',
    inputs: [input, target],
    saved: { self: input, target, ...(weight && { weight }), ...(posWeight && { posWeight }) },
    backward: (gradient, { self, target: wanted }, needed) => {
      const factor = scaleOf(gradient, reduction, self, weight);
      const positive = posWeight ? wanted.mul(posWeight) : wanted;
      const total = posWeight ? positive.add(wanted.rsub(1)) : 1;
      return [
        needed[0] ? self.sigmoid().mul(total).sub(positive).mul(factor) : null,
        needed[1] ? logOdds(self, posWeight).mul(factor).neg() : null,
      ];
    },
  });
}

/** The gradient of each element's loss, from the gradient of the reduced one. */
function scaleOf(gradient: Tensor, reduction: Reduction, input: Tensor, weight: Tensor | null): Tensor {
  const ofEach = gradientOfEach(gradient, reduction, input.numel());
  return weight ? ofEach.mul(weight) : ofEach;
}

function weighted(losses: tf.Tensor, weight: Tensor | null): tf.Tensor {
  return weight ? tf.mul(losses, weight.values) : losses;
}

/** Minus the derivative of the loss by its target: x, and with a weight w of positive targets x + (1 - w) log(1 + exp(-x)). */
function logOdds(input: Tensor, posWeight: Tensor | null): Tensor {
  return posWeight ? input.sub(input.neg().exp().log1p().mul(posWeight.sub(1))) : input;
}

function requireFloats(target: Tensor, fact: string): void {
  if (target.dtype !== 'float32') throw new RuntimeError(fact, 'Convert the target: target.to(torch.float32).');
}

function requireSameShape(input: Tensor, target: Tensor): void {
  if (sameShape(input.shape, target.shape)) return;
  throw new ValueError(
    `Using a target size (${sizeOf(target)}) that is different to the input size (${sizeOf(input)}) is deprecated. ` +
      'Please ensure they have the same size.',
  );
}

function requireProbabilities(input: Tensor): void {
  const wrong = readableValues(input)?.find((value) => !(value >= 0 && value <= 1));
  if (wrong === undefined) return;
  throw new RuntimeError(
    `all elements of input should be between 0 and 1, got ${wrong}`,
    'Of logits, use binaryCrossEntropyWithLogits.',
  );
}
