import * as tf from '@tensorflow/tfjs-core';

/**
 * `factor` times as many cells along an axis, each between the two whose centers are nearest: what bilinear resizing does
 * along height and width. The gradient of tfjs's own resizing does not know of centers.
 */
export function interpolateAxis(x: tf.Tensor, axis: number, factor: number): tf.Tensor {
  const length = x.shape[axis] ?? 1;
  const others = x.shape.map((_, index) => index).filter((index) => index !== axis);
  const order = [...others, axis];
  const last = tf.transpose(x, order);
  const resized = tf.matMul(tf.reshape<tf.Rank.R2>(last, [-1, length]), interpolation(length, factor), false, true);
  const shape = [...last.shape.slice(0, -1), length * factor];
  return tf.transpose(
    tf.reshape(resized, shape),
    order.map((_, index) => order.indexOf(index)),
  );
}

/** Shares of the old cells in the new ones: [length factor, length]. */
function interpolation(length: number, factor: number): tf.Tensor2D {
  const rows = Array.from({ length: length * factor }, (_, index) => {
    const position = Math.min(Math.max((index + 0.5) / factor - 0.5, 0), length - 1);
    return Array.from({ length }, (_, cell) => Math.max(0, 1 - Math.abs(position - cell)));
  });
  return tf.tensor2d(rows);
}
