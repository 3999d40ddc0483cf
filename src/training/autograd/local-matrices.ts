import * as tf from '@tensorflow/tfjs-core';
import type { Operation } from '../../keras/autodiff/operation-stream.ts';
import { MOST_ENTRIES, MOST_OUTPUTS } from './local-jacobians.ts';

/**
 * The derivatives of an operation's output with respect to each named input, by its own gradient: as `localJacobians`, of an
 * operation of TensorFlow.
 *
 * @param like a tensor of the output's shape.
 * @returns for each input a matrix [elements of the output, elements of the input], or null where it is too large.
 */
export function localMatrices(
  { gradient, outputs }: Operation,
  like: tf.Tensor,
  inputs: readonly string[],
): readonly (tf.Tensor | null)[] {
  const { size, shape } = like;
  if (!gradient || outputs.length !== 1 || size > MOST_OUTPUTS) return inputs.map(() => null);
  const runs = tf.unstack(tf.eye(size)).map((row) => gradient([tf.reshape(row, shape)]));
  return inputs.map((input) => {
    const rows = runs.flatMap((run) => {
      const compute = run[input];
      return compute ? [tf.reshape(compute(), [-1])] : [];
    });
    const entries = rows.reduce((sum, row) => sum + row.size, 0);
    return rows.length === size && entries <= MOST_ENTRIES ? tf.stack(rows) : null;
  });
}
