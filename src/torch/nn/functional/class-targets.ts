/** What the losses of classes share: scores [N, classes, ...] or [classes], targets [N, ...] or a scalar. */
import * as tf from '@tensorflow/tfjs-core';
import { IndexError, RuntimeError, ValueError } from '../../errors.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { typeName } from '../../operations/type-names.ts';
import { formatShape, sameShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { readableValues } from './readable-values.ts';

/** Classes lie along the second axis, or along the only one. */
export function classAxis({ ndim }: Tensor): number {
  return ndim === 1 ? 0 : 1;
}

export function classCount(input: Tensor): number {
  return input.shape[classAxis(input)] ?? 0;
}

/** A weight for each class, shaped to be multiplied with scores. */
export function alongClasses(weight: Tensor, scores: Tensor): Tensor {
  return weight.reshape(classShape(scores));
}

/** The weight of the target's class at its class and 0 elsewhere: the shape of `scores`. Without history. */
export function targetWeights(scores: Tensor, target: Tensor, weight: Tensor | null, ignoreIndex: number): Tensor {
  const axis = classAxis(scores);
  return fromDevice(() => {
    const wanted = tf.expandDims(tf.reshape(target.values, shapeWithoutClasses(scores)), axis);
    const counted =
      ignoreIndex < 0 ? wanted : tf.where(tf.equal(wanted, ignoreIndex), tf.fill(wanted.shape, -1, 'int32'), wanted);
    const classes = tf.reshape(tf.range(0, classCount(scores), 1, 'int32'), classShape(scores));
    const isTarget = tf.cast(tf.equal(counted, classes), 'float32');
    return weight ? tf.mul(isTarget, tf.reshape(weight.values, classShape(scores))) : isTarget;
  });
}

/**
 * @throws {ValueError} when the number of targets does not fit, or the scores have no axis.
 * @throws {RuntimeError} when the targets are no integers, or their shape or that of the weight does not fit.
 * @throws {IndexError} when one of the targets is no class; a GPU is not asked for them.
 */
export function requireTargets(scores: Tensor, target: Tensor, weight: Tensor | null, ignoreIndex: number): void {
  requireTargetShape(scores, target);
  const classes = classCount(scores);
  if (target.dtype !== 'int64') {
    throw new RuntimeError(
      `expected target dtype to be Long or Byte, but got ${typeName(target.dtype)}`,
      'Give the index of each class as int64, or probabilities of the shape of the input.',
    );
  }
  if (weight && !sameShape(weight.shape, [classes])) {
    throw new RuntimeError(
      `weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: ` +
        formatShape(weight.shape),
    );
  }
  const wrong = readableValues(target)?.find((value) => value !== ignoreIndex && (value < 0 || value >= classes));
  if (wrong !== undefined) {
    throw new IndexError(`Target ${wrong} is out of bounds.`, `There are ${classes} classes, 0 to ${classes - 1}.`);
  }
}

/** Shape of the targets: that of the scores without the axis of the classes. */
export function shapeWithoutClasses(scores: Tensor): number[] {
  return scores.shape.toSpliced(classAxis(scores), 1);
}

function requireTargetShape(scores: Tensor, target: Tensor): void {
  if (scores.ndim === 0) throw new ValueError('Expected 1 or more dimensions (got 0)');
  if (scores.ndim === 1) {
    if (target.numel() === 1 && target.ndim < 2) return;
    throw new ValueError(`For 1D input, 1D target must have size 1, but got target size: ${target.numel()}`);
  }
  const [batch, targets] = [scores.shape[0], target.shape[0]];
  if (target.ndim > 0 && batch !== targets) {
    throw new ValueError(`Expected input batch_size (${batch}) to match target batch_size (${targets}).`);
  }
  const expected = shapeWithoutClasses(scores);
  if (!sameShape(target.shape, expected)) throw new RuntimeError(shapeMessage(scores, target, expected));
}

function shapeMessage(scores: Tensor, target: Tensor, expected: readonly number[]): string {
  const fix = 'For class indices leave out the axis of the classes; for probabilities give the shape of the input.';
  if (scores.ndim === 2) return `0D or 1D target tensor expected, multi-target not supported. ${fix}`;
  if (scores.ndim !== 4)
    return `Expected target size ${formatShape(expected)}, got ${formatShape(target.shape)}. ${fix}`;
  if (target.ndim === 3)
    return `size mismatch (got input: ${formatShape(scores.shape)} , target: ${formatShape(target.shape)}`;
  return `only batches of spatial targets supported (3D tensors) but got targets of dimension: ${target.ndim}. ${fix}`;
}

/** 1 for all axes but that of the classes. */
function classShape(scores: Tensor): number[] {
  return scores.shape.map((size, axis) => (axis === classAxis(scores) ? size : 1));
}
