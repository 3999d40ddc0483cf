/** Average pooling and its gradient as operations of tensors: both are linear, so that each is the other's gradient. */
import * as tf from '@tensorflow/tfjs-core';
import { averagePoolGradient } from '../../../engine/average-pool-gradient.ts';
import { cellsAt, padded, positionsIn, spreadCells, type Pooling } from '../../../engine/pooling.ts';
import { record } from '../../autograd/record.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import type { Shape } from '../../shape.ts';
import { CHANNELS_LAST, type Tensor } from '../../tensor.ts';

/** Windows, and by what the sum of each is divided. */
export interface AveragePooling extends Pooling {
  /** Row by row, for each window; null where it is the number of cells of every window. */
  readonly divisors: Float32Array | null;
}

/** input [N, C, H, W] -> the mean of each window, [N, C, H', W']. */
export function averagePooling(input: Tensor, pooling: AveragePooling, name: string): Tensor {
  const result = fromDevice(() => {
    const image = imageOf(input);
    if (!pooling.divisors) return tf.avgPool(image, [...pooling.kernel], [...pooling.stride], 'valid');
    const large = padded(image, pooling, 0);
    const sums = positionsIn(pooling).map((position) => cellsAt(large, position, pooling));
    return tf.div(sums.reduce(tf.add), divisorsOf(pooling, pooling.divisors));
  }, CHANNELS_LAST);
  return record(result, {
    name,
    inputs: [input],
    backward: (gradient) => [averagePoolingGradient(gradient, input.shape, pooling, name)],
  });
}

function averagePoolingGradient(gradient: Tensor, shape: Shape, pooling: AveragePooling, name: string): Tensor {
  const [n = 0, channels = 0, height = 0, width = 0] = shape;
  const imageShape: [number, number, number, number] = [n, height, width, channels];
  const result = fromDevice(() => {
    const dy = imageOf(gradient);
    if (!pooling.divisors) return averagePoolGradient(dy, imageShape, pooling.kernel, pooling.stride);
    const share = tf.div<tf.Tensor4D>(dy, divisorsOf(pooling, pooling.divisors));
    const shares = positionsIn(pooling).map(() => share);
    return spreadCells(shares, imageShape, pooling);
  }, CHANNELS_LAST);
  return record(result, {
    name,
    inputs: [gradient],
    backward: (second) => [averagePooling(second, pooling, name)],
  });
}

function divisorsOf({ output }: AveragePooling, divisors: Float32Array): tf.Tensor {
  return tf.tensor(divisors, [1, ...output, 1]);
}

function imageOf(tensor: Tensor): tf.Tensor4D {
  return tensor.floatsIn(CHANNELS_LAST) as tf.Tensor4D;
}
