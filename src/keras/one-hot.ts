import * as tf from '@tensorflow/tfjs-core';
import { product } from './utils/lists.ts';

/**
 * Integers as rows of zeros with a one: [...] int32 -> [..., depth] float32.
 *
 * The kernel of tfjs for WASM writes integers whatever type it is asked for, hence the conversion.
 */
export function oneHot(indices: tf.Tensor, depth: number): tf.Tensor {
  return tf.tidy(() => {
    const flat = tf.reshape<tf.Rank.R1>(indices, [product(indices.shape)]);
    // That of tfjs knows no single class.
    const rows = depth === 1 ? tf.equal(flat, 0) : tf.oneHot(flat, depth);
    return tf.cast(tf.reshape(rows, [...indices.shape, depth]), 'float32');
  });
}
