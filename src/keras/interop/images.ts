import * as tf from '@tensorflow/tfjs-core';
import { fromDevice } from '../../torch/operations/elementwise.ts';
import { CHANNELS_LAST, type Tensor } from '../../torch/tensor.ts';
import { ValueError } from '../errors.ts';

/**
 * Images of PyTorch as Keras has them: [N, C, H, W] -> [N, H, W, C]. The caller frees the result.
 *
 * @throws {ValueError} unless there are four axes.
 */
export function toChannelsLast(images: Tensor): tf.Tensor4D {
  requireImages('toChannelsLast', images.shape, '[N, C, H, W]');
  return tf.tidy(() => tf.clone(images.valuesIn(CHANNELS_LAST) as tf.Tensor4D));
}

/**
 * Images of Keras as PyTorch has them: [N, H, W, C] -> [N, C, H, W]. Moves nothing: the result remembers how it lies in
 * memory.
 *
 * @throws {ValueError} unless there are four axes.
 */
export function toChannelsFirst(images: tf.Tensor): Tensor {
  requireImages('toChannelsFirst', images.shape, '[N, H, W, C]');
  return fromDevice(() => images, CHANNELS_LAST);
}

function requireImages(name: string, shape: readonly number[], expected: string): void {
  if (shape.length === 4) return;
  throw new ValueError(
    `${name}: expected images ${expected}, got [${shape.join(', ')}]. Reshape them, or give one image an axis N of 1.`,
  );
}
