/** Images to another size, where each new pixel is a weighted sum of old ones: a product with a matrix along each axis. */
import * as tf from '@tensorflow/tfjs-core';
import { record } from '../../autograd/record.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import type { Tensor } from '../../tensor.ts';

/** For each new place along an axis the weights of the old ones: rows of `length` numbers. */
export interface AxisWeights {
  readonly rows: readonly (readonly number[])[];
  readonly length: number;
}

/** input [N, C, H, W] -> [N, C, H', W'], on the tape under `name`. */
export function resample(input: Tensor, height: AxisWeights, width: AxisWeights, name: string): Tensor {
  const [n = 0, channels = 0, rows = 0, columns = 0] = input.shape;
  const [newRows, newColumns] = [height.rows.length, width.rows.length];
  const result = fromDevice(() => {
    const wide = tf.matMul(
      tf.reshape<tf.Rank.R2>(input.floatsIn([0, 1, 2, 3]), [n * channels * rows, columns]),
      matrixOf(width),
    );
    const turned = tf.transpose(tf.reshape(wide, [n * channels, rows, newColumns]), [0, 2, 1]);
    const small = tf.matMul(tf.reshape<tf.Rank.R2>(turned, [n * channels * newColumns, rows]), matrixOf(height));
    const back = tf.transpose(tf.reshape(small, [n * channels, newColumns, newRows]), [0, 2, 1]);
    return tf.reshape(back, [n, channels, newRows, newColumns]);
  });
  return record(result, {
    name,
    inputs: [input],
    backward: (gradient) => [resample(gradient, transposed(height), transposed(width), name)],
  });
}

/** The weights as [old, new]. */
function matrixOf(weights: AxisWeights): tf.Tensor2D {
  return tf.tensor2d(transposed(weights).rows.flat(), [weights.length, weights.rows.length]);
}

function transposed({ rows, length }: AxisWeights): AxisWeights {
  return {
    rows: Array.from({ length }, (_, old) => rows.map((weights) => weights[old] ?? 0)),
    length: rows.length,
  };
}
