/** A convolution and its gradients as operations of tensors: each one's gradients are the other two. */
import * as tf from '@tensorflow/tfjs-core';
import { convolve, filterGradient, inputGradient, type Convolution } from '../../../engine/convolution.ts';
import { record } from '../../autograd/record.ts';
import { expand } from '../../operations/expand.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import type { Shape } from '../../shape.ts';
import type { AxisOrder } from '../../storage.ts';
import type { Tensor } from '../../tensor.ts';
import { channelsLast, filterOrder } from '../storage-orders.ts';

const NAME = 'ConvolutionBackward0';

/** input [N, C, ...], weight [F, C / groups, ...], bias [F] -> [N, F, ...]. */
export function convolution(input: Tensor, weight: Tensor, bias: Tensor | null, geometry: Convolution): Tensor {
  const result = fromDevice(
    () => asSpatial(convolve(imageOf(input), filterOf(weight), bias ? vectorOf(bias) : null, geometry), input),
    channelsLast(input.ndim - 2),
  );
  return record(result, {
    name: NAME,
    inputs: [input, weight, bias],
    saved: { input, weight },
    backward: (gradient, saved, needed) => [
      needed[0] ? convolutionInputGradient(gradient, saved.weight, input.shape, geometry) : null,
      needed[1] ? convolutionWeightGradient(saved.input, gradient, weight.shape, geometry) : null,
      needed[2] ? channelSum(gradient) : null,
    ],
  });
}

/**
 * The gradient of a convolution with respect to its input, and what a transposed convolution computes.
 *
 * gradient [N, F, ...], weight [F, C / groups, ...] -> `shape` [N, C, ...], plus a bias [C].
 */
export function convolutionInputGradient(
  gradient: Tensor,
  weight: Tensor,
  shape: Shape,
  geometry: Convolution,
  bias: Tensor | null = null,
): Tensor {
  const result = fromDevice(
    () => {
      const dx = inputGradient(imageShape(shape), imageOf(gradient), filterOf(weight), geometry);
      return asSpatial(bias ? tf.add(dx, vectorOf(bias)) : dx, gradient);
    },
    channelsLast(shape.length - 2),
  );
  return record(result, {
    name: NAME,
    inputs: [gradient, weight, bias],
    saved: { gradient, weight },
    backward: (second, saved, needed) => [
      needed[0] ? convolution(second, saved.weight, null, geometry) : null,
      needed[1] ? convolutionWeightGradient(second, saved.gradient, weight.shape, geometry) : null,
      needed[2] ? channelSum(second) : null,
    ],
  });
}

/** The gradient of a convolution with respect to its weight, of `shape` [F, C / groups, ...]. */
function convolutionWeightGradient(input: Tensor, gradient: Tensor, shape: Shape, geometry: Convolution): Tensor {
  const result = fromDevice(
    () => {
      const filter = filterGradient(imageOf(input), imageOf(gradient), filterShape(shape), geometry);
      return shape.length === 4 ? filter : tf.reshape(filter, filter.shape.slice(1));
    },
    filterOrder(shape.length - 2),
  );
  return record(result, {
    name: NAME,
    inputs: [input, gradient],
    saved: { input, gradient },
    backward: (second, saved, needed) => [
      needed[0] ? convolutionInputGradient(saved.gradient, second, input.shape, geometry) : null,
      needed[1] ? convolution(saved.input, second, null, geometry) : null,
    ],
  });
}

/** The sum for each channel: [N, F, ...] -> [F]. */
function channelSum(gradient: Tensor): Tensor {
  const order = channelsLast(gradient.ndim - 2);
  const axes = Array.from({ length: gradient.ndim - 1 }, (_, axis) => axis);
  const result = fromDevice(() => tf.sum(gradient.valuesIn(order), axes));
  const [, channels = 0] = gradient.shape;
  return record(result, {
    name: 'SumBackward1',
    inputs: [gradient],
    backward: (second) => [expand(asChannels(second, channels, gradient.ndim), gradient.shape)],
  });
}

/** [F] -> [1, F, 1, ...]. */
function asChannels(vector: Tensor, channels: number, rank: number): Tensor {
  const shape = [1, channels, ...new Array<number>(rank - 2).fill(1)];
  const result = fromDevice(() => tf.reshape(vector.values, shape));
  return record(result, {
    name: 'ViewBackward0',
    inputs: [vector],
    backward: (gradient) => [channelSum(gradient)],
  });
}

/** The values as NHWC; a sequence as an image of one row. */
function imageOf(tensor: Tensor): tf.Tensor4D {
  const order = channelsLast(tensor.ndim - 2);
  const values = tensor.floatsIn(order);
  return asRank4(values, 1);
}

function filterOf(tensor: Tensor): tf.Tensor4D {
  return asRank4(tensor.floatsIn(filterOrder(tensor.ndim - 2)), 0);
}

function vectorOf(tensor: Tensor): tf.Tensor1D {
  return tf.reshape(tensor.floatsIn([0]), [tensor.numel()]);
}

/** A new axis of size 1 in front of `axis` where there are three. */
function asRank4(values: tf.Tensor, axis: number): tf.Tensor4D {
  if (values.rank === 4) return values as tf.Tensor4D;
  return tf.expandDims(values, axis);
}

/** Without the row that a sequence was given. */
function asSpatial(image: tf.Tensor, like: Tensor): tf.Tensor {
  return like.ndim === 4 ? image : tf.squeeze(image, [1]);
}

function imageShape(shape: Shape): [number, number, number, number] {
  return shapeIn(shape.length === 4 ? shape : [shape[0] ?? 0, shape[1] ?? 0, 1, shape[2] ?? 0], [0, 2, 3, 1]);
}

function filterShape(shape: Shape): [number, number, number, number] {
  return shapeIn(shape.length === 4 ? shape : [shape[0] ?? 0, shape[1] ?? 0, 1, shape[2] ?? 0], [2, 3, 1, 0]);
}

function shapeIn(shape: Shape, order: AxisOrder): [number, number, number, number] {
  const [a = 0, b = 0, c = 0, d = 0] = order.map((axis) => shape[axis]);
  return [a, b, c, d];
}
