import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { only } from '../utils/lists.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { maskFrom, type Masks } from './masks.ts';
import { oneShape } from './shape.ts';
import type { Shape } from '@tensorflow/tfjs-layers';

interface MaskingParameters extends LayerParameters {
  readonly maskValue?: number;
}

/**
 * Leaves out the steps all of whose features are `maskValue`: they become 0, and layers after it skip them.
 * [batch, steps, features] -> the same.
 *
 * @source https://keras.io/api/layers/core_layers/masking/
 */
export class Masking extends Layer {
  static override className = 'Masking';
  readonly #maskValue: number;

  constructor(...values: Arguments<MaskingParameters, readonly ['maskValue']>) {
    const { maskValue = 0, ...layer } = bindArguments<MaskingParameters>(['maskValue'], values);
    super(layer, { maskValue });
    this.#maskValue = maskValue;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = only(inputs);
    return tf.tidy(() => tf.mul(x, tf.cast(tf.expandDims(this.#maskFor(x), -1), 'float32')));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }

  protected override outputMasks([x]: readonly tf.Tensor[]): Masks {
    return x ? [this.#maskFor(x)] : [];
  }

  #maskFor(x: tf.Tensor): tf.Tensor {
    return maskFrom(x, (values) => tf.any(tf.notEqual(values, this.#maskValue), -1));
  }
}
