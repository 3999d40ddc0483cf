import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { product } from '../utils/lists.ts';
import type { Batch } from './batches.ts';

/** @throws {ValueError} when there are weights of samples and of classes, which Keras does not combine. */
export function requireOneWeighting(sampleWeight: unknown, classWeight: unknown): void {
  if (sampleWeight === undefined || classWeight === undefined) return;
  throw new ValueError('pass either classWeight or sampleWeight: both at the same time cannot be combined.');
}

/**
 * The batch with the factors of its classes as its sample weights; a class without a factor has 1.
 *
 * @param factors by class index.
 * @throws {ValueError} for several outputs, where classes are not unique.
 */
export function withClassWeight(batch: Batch, factors: Readonly<Record<number, number>>): Batch {
  const [labels, ...others] = batch.y;
  if (!labels || others.length > 0) throw new ValueError('classWeight: expected a model with one output.');
  const classes = tf.tidy(() => {
    const isOneHot = labels.rank > 1 && (labels.shape.at(-1) ?? 1) > 1;
    const indices = isOneHot ? tf.argMax(labels, -1) : labels;
    return tf.cast(tf.reshape(indices, [product(indices.shape)]), 'int32');
  });
  const weight = tf.tidy(() => {
    const terms = Object.entries(factors).map(([index, factor]) =>
      tf.mul(tf.cast(tf.equal(classes, Number(index)), 'float32'), factor - 1),
    );
    const ones = tf.onesLike(tf.cast(classes, 'float32'));
    return terms.reduce<tf.Tensor>((sum, term) => tf.add(sum, term), ones);
  });
  classes.dispose();
  return { ...batch, sampleWeight: [weight] };
}
