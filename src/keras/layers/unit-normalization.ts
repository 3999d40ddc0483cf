/** Layers that bring vectors to one length, without their mean. */
import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { asList, at, only } from '../utils/lists.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { builtWeight } from './requirements.ts';
import { oneShape } from './shape.ts';
import type { Weight } from './weight.ts';

interface UnitNormalizationParameters extends LayerParameters {
  readonly axis?: number | readonly number[];
}

/** x / |x| along `axis`. @source https://keras.io/api/layers/normalization_layers/unit_normalization/ */
export class UnitNormalization extends Layer {
  static override className = 'UnitNormalization';
  protected override readonly keepsSteps = true;
  readonly #axis: number | readonly number[];

  constructor(...values: Arguments<UnitNormalizationParameters, readonly ['axis']>) {
    const { axis = -1, ...layer } = bindArguments<UnitNormalizationParameters>(['axis'], values);
    super(layer, { axis });
    this.#axis = axis;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const squares = tf.sum(tf.square(x), asList<number>(this.#axis), true);
      return tf.mul(x, tf.rsqrt(tf.maximum(squares, 1e-12 ** 2)));
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}

interface RMSNormalizationParameters extends LayerParameters {
  readonly axis?: number;
  readonly epsilon?: number;
}

/**
 * x / √(mean(x²) + ε) times a learned scale, along `axis`. Weight scale, of the length of the axis.
 *
 * @source https://keras.io/api/layers/normalization_layers/rms_normalization/
 */
export class RMSNormalization extends Layer {
  static override className = 'RMSNormalization';
  scale: Weight | null = null;
  readonly #axis: number;
  readonly #epsilon: number;

  constructor(...values: Arguments<RMSNormalizationParameters, readonly ['axis', 'epsilon']>) {
    const bound = bindArguments<RMSNormalizationParameters>(['axis', 'epsilon'], values);
    const { axis = -1, epsilon = 1e-6, ...layer } = bound;
    super(layer, { axis, epsilon });
    this.#axis = axis;
    this.#epsilon = epsilon;
  }

  override build(inputShape: Shape | Shape[]): void {
    this.scale = this.addWeight({ name: 'scale', shape: [at(oneShape(inputShape), this.#axis)], initializer: 'ones' });
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const axis = (this.#axis + x.rank) % x.rank;
      const shape = x.shape.map((length, index) => (index === axis ? length : 1));
      const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(x), axis, true), this.#epsilon));
      return tf.mul(tf.mul(x, inverse), tf.reshape(builtWeight(this.scale, this), shape));
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}
