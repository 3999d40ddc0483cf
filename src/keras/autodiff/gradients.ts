import * as tf from '@tensorflow/tfjs-core';
import { backpropagate, type RecordedOperation } from './backpropagate.ts';
import { isTrainableType } from './differentiable.ts';

/** By the ids of those sources that lead to a target. */
type GradientsOfSources = Record<number, tf.Tensor>;

/** Gradients of the sum of the targets, each times its seed, ones unless given. */
export function gradientsOf(
  recorded: readonly RecordedOperation[],
  targets: readonly tf.Tensor[],
  sources: readonly tf.Tensor[],
  seeds: readonly tf.Tensor[] | undefined,
): GradientsOfSources {
  const gradients = new Map<number, tf.Tensor>();
  targets.forEach((target, index) => {
    if (!isTrainableType(target.dtype)) return;
    const before = gradients.get(target.id);
    const seed = seeds?.[index] ?? tf.onesLike(target);
    gradients.set(target.id, before ? tf.add(before, seed) : tf.clone(seed));
  });
  const ids = new Set(sources.map(({ id }) => id));
  backpropagate(recorded, ids, gradients);
  return Object.fromEntries([...gradients].filter(([id]) => ids.has(id)));
}

/** The gradients for each seed of the target: [seeds, ...source shape]. */
export function jacobiansOf(
  recorded: readonly RecordedOperation[],
  target: tf.Tensor,
  sources: readonly tf.Tensor[],
  seeds: readonly tf.Tensor[],
): GradientsOfSources {
  const passes = seeds.map((seed) => gradientsOf(recorded, [target], sources, [seed]));
  const entries = sources.flatMap(({ id }) => {
    const rows = passes.flatMap((gradients) => gradients[id] ?? []);
    return rows.length === 0 ? [] : [[id, tf.stack(rows)] as const];
  });
  return Object.fromEntries(entries);
}

/** For each element of a sample the seed that is 1 there in every sample, else 0; all is one sample unless told. */
export function elementSeeds({ size, shape }: tf.Tensor, batch = 1): readonly tf.Tensor[] {
  const sampleSize = size / batch;
  return Array.from({ length: sampleSize }, (_, element) => {
    const seed = Float32Array.from({ length: size }, (_value, index) => (index % sampleSize === element ? 1 : 0));
    return tf.tensor(seed, shape);
  });
}

/** [a, b, ...] to [b, a, ...]. */
export function moveSecondAxisFirst(x: tf.Tensor): tf.Tensor {
  return tf.transpose(x, [1, 0, ...x.shape.slice(2).map((_, index) => index + 2)]);
}
