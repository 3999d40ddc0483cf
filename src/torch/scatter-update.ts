import * as tf from '@tensorflow/tfjs-core';

/**
 * A copy of `table` [rows, width] with the rows that `indices` [count, 1] names replaced by those of `updates`
 * [count, width]: tf.tensorScatterUpdate, which on the CPU backend writes into `table` itself.
 */
export function scatterUpdate(table: tf.Tensor, indices: tf.Tensor, updates: tf.Tensor): tf.Tensor {
  // A tile of one is a copy; a clone would share the memory.
  const target =
    tf.getBackend() === 'cpu'
      ? tf.tile(
          table,
          table.shape.map(() => 1),
        )
      : table;
  return tf.tensorScatterUpdate(target, indices, updates);
}
