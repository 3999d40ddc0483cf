/** Max pooling and its gradient as operations of tensors. */
import * as tf from '@tensorflow/tfjs-core';
import { hasOverlappingPoolGradient, maxPoolGradient } from '../../../engine/max-pool-gradient.ts';
import { cellsAt, isSideBySide, padded, positionsIn, spreadCells, type Pooling } from '../../../engine/pooling.ts';
import { record } from '../../autograd/record.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { CHANNELS_LAST, type Tensor } from '../../tensor.ts';

const NAME = 'MaxPool2DWithIndicesBackward0';
/** The least float32: what is around the image never wins, unless there is nothing else. */
const LEAST = -3.4028234663852886e38;

/** input [N, C, H, W] -> the maximum of each window, [N, C, H', W']. A nan wins over everything. */
export function maxPooling(input: Tensor, pooling: Pooling, name = NAME): Tensor {
  const result = fromDevice(() => {
    const image = imageOf(input);
    if (isUndilated(pooling))
      return tf.maxPool(padded(image, pooling, LEAST), [...pooling.kernel], [...pooling.stride], 'valid');
    return cellsOf(image, pooling).reduce(tf.maximum);
  }, CHANNELS_LAST);
  return record(result, {
    name,
    inputs: [input],
    saved: { self: input, result },
    backward: (gradient, saved) => [maxPoolingGradient(gradient, saved.self, saved.result, pooling)],
  });
}

/** Sends the gradient of each window to its first maximum, row by row. */
function maxPoolingGradient(gradient: Tensor, input: Tensor, output: Tensor, pooling: Pooling): Tensor {
  const result = fromDevice(() => {
    const [dy, image, maxima] = [imageOf(gradient), imageOf(input), imageOf(output)];
    const [, height, width] = image.shape;
    const isOneKernel =
      isSideBySide(pooling, [height, width]) || (isUndilated(pooling) && hasOverlappingPoolGradient());
    if (isOneKernel) return maxPoolGradient(dy, image, maxima, pooling);
    const parts = firstMaxima(image, maxima, pooling).map((isFirst) => tf.mul<tf.Tensor4D>(dy, isFirst));
    return spreadCells(parts, image.shape, pooling);
  }, CHANNELS_LAST);
  return record(result, {
    name: 'MaxPool2DWithIndicesBackwardBackward0',
    inputs: [gradient],
    saved: { input, output },
    backward: (second, saved) => [maximaOf(second, saved.input, saved.output, pooling)],
  });
}

/** The elements of `source` at the places where `input` has the first maximum of each window. */
function maximaOf(source: Tensor, input: Tensor, output: Tensor, pooling: Pooling): Tensor {
  const result = fromDevice(() => {
    const cells = cellsOf(imageOf(source), pooling);
    const isFirst = firstMaxima(imageOf(input), imageOf(output), pooling);
    return cells.map((cell, index) => tf.mul(cell, isFirst[index] ?? 0)).reduce(tf.add);
  }, CHANNELS_LAST);
  return record(result, {
    name: NAME,
    inputs: [source],
    saved: { input, output },
    backward: (gradient, saved) => [maxPoolingGradient(gradient, saved.input, saved.output, pooling)],
  });
}

/** Where in its image, counted row by row, the first maximum of each window is. */
export function maximumIndices(input: Tensor, output: Tensor, pooling: Pooling): Tensor {
  const [, , height = 0, width = 0] = input.shape;
  return fromDevice(() => {
    const places = tf.reshape<tf.Rank.R4>(tf.range(0, height * width, 1, 'float32'), [1, height, width, 1]);
    const cells = cellsOf(places, pooling);
    const isFirst = firstMaxima(imageOf(input), imageOf(output), pooling);
    const indices = isFirst.map((mask, index) => tf.mul(mask, cells[index] ?? 0)).reduce(tf.add);
    return tf.cast(indices, 'int32');
  }, CHANNELS_LAST);
}

/** For each position in a window 1 where the first maximum is there, else 0. */
function firstMaxima(image: tf.Tensor4D, maxima: tf.Tensor4D, pooling: Pooling): tf.Tensor[] {
  let isOpen: tf.Tensor = tf.onesLike(maxima);
  return cellsOf(image, pooling).map((cell) => {
    const isFirst = tf.mul(isOpen, tf.cast(isMaximum(cell, maxima), 'float32'));
    isOpen = tf.sub(isOpen, isFirst);
    return isFirst;
  });
}

/** nan is not equal to itself. */
function isMaximum(cell: tf.Tensor, maxima: tf.Tensor): tf.Tensor {
  return tf.logicalOr(tf.equal(cell, maxima), tf.isNaN(cell));
}

function cellsOf(image: tf.Tensor4D, pooling: Pooling): tf.Tensor4D[] {
  const large = padded(image, pooling, LEAST);
  return positionsIn(pooling).map((position) => cellsAt(large, position, pooling));
}

function isUndilated({ dilation }: Pooling): boolean {
  return dilation.every((step) => step === 1);
}

function imageOf(tensor: Tensor): tf.Tensor4D {
  return tensor.floatsIn(CHANNELS_LAST) as tf.Tensor4D;
}
