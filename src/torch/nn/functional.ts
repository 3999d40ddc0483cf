/** Operations without state, as torch.nn.functional. */
import * as tf from '@tensorflow/tfjs-core';
import { filterGradient, inputGradient } from '../../engine/conv2d-gradients.ts';
import { maxPoolGradient } from '../../engine/max-pool-gradient.ts';
import { record } from '../autograd/record.ts';
import { ShapeError } from '../errors.ts';
import { defaultGenerator } from '../random.ts';
import { CHANNELS_LAST, Tensor, type AxisOrder } from '../tensor.ts';

/** A filter [F, C, kh, kw] stored as [kh, kw, C, F], as the kernels read it. */
export const FILTER_ORDER: AxisOrder = [2, 3, 1, 0];
/** A matrix [out, in] stored as [in, out], so that no step has to transpose it. */
export const WEIGHT_ORDER: AxisOrder = [1, 0];

/**
 * 2-D convolution, stride 1, no padding: x [N, C, H, W], weight [F, C, kh, kw], bias [F] float32
 * -> [N, F, H - kh + 1, W - kw + 1].
 *
 * @throws {ShapeError} when the channels of `x` and `weight` differ, or the window is larger than the image.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html
 */
export function conv2d(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  requireConv2dShapes(x, weight);
  const image = x.valuesIn(CHANNELS_LAST) as tf.Tensor4D;
  const filter = weight.valuesIn(FILTER_ORDER) as tf.Tensor4D;
  const values = tf.fused.conv2d({ x: image, filter, strides: 1, pad: 'valid', bias: bias.values });
  return record(values, CHANNELS_LAST, 'ConvolutionBackward0', [x, weight, bias], (gradient, needed) => {
    const dy = gradient.valuesIn(CHANNELS_LAST) as tf.Tensor4D;
    return [
      needed[0] ? new Tensor(inputGradient(image.shape, dy, filter), { order: CHANNELS_LAST }) : null,
      needed[1] ? new Tensor(filterGradient(image, dy, filter.shape), { order: FILTER_ORDER }) : null,
      needed[2] ? new Tensor(tf.sum(dy, [0, 1, 2])) : null,
    ];
  });
}

/**
 * Max pooling, windows of `kernelSize` x `kernelSize` side by side: x [N, C, H, W] -> [N, C, ⌊H/k⌋, ⌊W/k⌋].
 * The gradient goes to the first maximum of a window.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d.html
 */
export function maxPool2d(x: Tensor, kernelSize: number): Tensor {
  const image = x.valuesIn(CHANNELS_LAST) as tf.Tensor4D;
  const output = tf.maxPool(image, kernelSize, kernelSize, 'valid');
  return record(output, CHANNELS_LAST, 'MaxPool2DWithIndicesBackward0', [x], (gradient) => {
    const dy = gradient.valuesIn(CHANNELS_LAST) as tf.Tensor4D;
    return [new Tensor(maxPoolGradient(dy, image, output, kernelSize), { order: CHANNELS_LAST })];
  });
}

/** max(x, 0), element by element. The gradient at 0 is 0, as in PyTorch. */
export function relu(x: Tensor): Tensor {
  const output = tf.relu(x.values);
  return record(output, x.order, 'ReluBackward0', [x], (gradient) => [
    new Tensor(tf.mul(gradient.valuesIn(x.order), tf.step(output)), { order: x.order }),
  ]);
}

/** Joins all axes from the second on, row by row: [N, ...] -> [N, features]. */
export function flatten(x: Tensor): Tensor {
  const [batch = 0, ...rest] = x.shape;
  const contiguous = x.contiguousValues;
  const values = tf.reshape(contiguous, [batch, rest.reduce((product, size) => product * size, 1)]);
  return record(values, undefined, 'ViewBackward0', [x], (gradient) => [
    new Tensor(tf.reshape(gradient.contiguousValues, contiguous.shape)),
  ]);
}

/**
 * Affine map x Wᵀ + b: x [N, in], weight [out, in], bias [out] -> [N, out].
 *
 * @throws {ShapeError} when the last axis of `x` is not `in`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.linear.html
 */
export function linear(x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  const [, inFeatures] = weight.shape;
  if (x.shape.length !== 2 || x.shape[1] !== inFeatures) {
    throw new ShapeError(
      `linear: expected x of shape [N, ${inFeatures}], got [${x.shape.join(', ')}]. Flatten first, or change in_features.`,
    );
  }
  const input = x.contiguousValues as tf.Tensor2D;
  const matrix = weight.valuesIn(WEIGHT_ORDER) as tf.Tensor2D;
  const values = tf.add(tf.matMul(input, matrix), bias.values);
  return record(values, undefined, 'AddmmBackward0', [x, weight, bias], (gradient, needed) => {
    const dy = gradient.contiguousValues as tf.Tensor2D;
    return [
      needed[0] ? new Tensor(tf.matMul(dy, matrix, false, true)) : null,
      needed[1] ? new Tensor(tf.matMul(input, dy, true, false), { order: WEIGHT_ORDER }) : null,
      needed[2] ? new Tensor(tf.sum(dy, 0)) : null,
    ];
  });
}

/**
 * Sets elements to zero with probability `p` and scales the rest by 1/(1 - p), while `training`. The mask comes from
 * the default generator.
 */
export function dropout(x: Tensor, p: number, training: boolean): Tensor {
  if (!training || p === 0) return x;
  const draws = defaultGenerator.uniform(x.values.size, 0, 1);
  const mask = tf.tensor(
    draws.map((draw) => (draw < p ? 0 : 1 / (1 - p))),
    x.values.shape,
  );
  return record(tf.mul(x.values, mask), x.order, 'NativeDropoutBackward0', [x], (gradient) => [
    new Tensor(tf.mul(gradient.valuesIn(x.order), mask), { order: x.order }),
  ]);
}

/**
 * Mean cross-entropy between logits [N, classes] float32 and class indices [N] int64 -> scalar.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
 */
export function crossEntropy(logits: Tensor, target: Tensor): Tensor {
  const [batch = 0, classes = 0] = logits.shape;
  const logProbabilities = tf.logSoftmax(logits.contiguousValues);
  const oneHot = tf.oneHot(target.values, classes);
  const loss = tf.div(tf.sum(tf.mul(logProbabilities, oneHot)), -batch);
  return record(loss, undefined, 'NllLossBackward0', [logits], (gradient) => {
    const difference = tf.sub(tf.exp(logProbabilities), oneHot);
    return [new Tensor(tf.mul(difference, tf.div(gradient.values, batch)))];
  });
}

function requireConv2dShapes(x: Tensor, weight: Tensor): void {
  const [filters = 0, channels = 0, kernelHeight = 0, kernelWidth = 0] = weight.shape;
  const [, xChannels, height = 0, width = 0] = x.shape;
  if (x.shape.length !== 4 || xChannels !== channels) {
    throw new ShapeError(
      `conv2d: given weight of shape [${filters}, ${channels}, ${kernelHeight}, ${kernelWidth}], expected x of shape ` +
        `[N, ${channels}, H, W], got [${x.shape.join(', ')}]. Change in_channels, or the input.`,
    );
  }
  if (height < kernelHeight || width < kernelWidth) {
    throw new ShapeError(
      `conv2d: the kernel of ${kernelHeight}x${kernelWidth} is larger than the input of ${height}x${width}. ` +
        'Use a smaller kernel, or pool less before it.',
    );
  }
}
