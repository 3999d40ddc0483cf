import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { only } from '../utils/lists.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { oneShape } from './shape.ts';

interface RescalingParameters extends LayerParameters {
  readonly scale?: number | readonly number[];
  readonly offset?: number | readonly number[];
}

/** x scale + offset, as numbers or one for each channel. @source https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/ */
export class Rescaling extends Layer {
  static override className = 'Rescaling';
  protected override readonly keepsSteps = true;
  readonly #scale: number | readonly number[];
  readonly #offset: number | readonly number[];

  constructor(...values: Arguments<RescalingParameters, readonly ['scale', 'offset']>) {
    const { scale, offset = 0, ...layer } = bindArguments<RescalingParameters>(['scale', 'offset'], values);
    if (scale === undefined) throw new ValueError('Rescaling: pass scale.');
    super(layer, { scale, offset });
    this.#scale = scale;
    this.#offset = offset;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const numbers = (value: number | readonly number[]) =>
      typeof value === 'number' ? value : tf.tensor1d([...value]);
    return tf.tidy(() => tf.add(tf.mul(tf.cast(only(inputs), 'float32'), numbers(this.#scale)), numbers(this.#offset)));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}
