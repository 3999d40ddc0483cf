import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { only } from '../utils/lists.ts';
import { Layer, type CallArguments, type LayerParameters } from './layer.ts';
import { oneShape } from './shape.ts';
import { checkedDataFormat, computeChannelsLast, inFormat, withChannelsLast, type DataFormat } from './window.ts';

interface GlobalPoolingParameters extends LayerParameters {
  readonly dataFormat?: DataFormat | null;
  /** Whether the axes stay, with length 1. */
  readonly keepdims?: boolean;
}

const NAMES = ['dataFormat', 'keepdims'] as const;

type GlobalPoolingArguments = Arguments<GlobalPoolingParameters, typeof NAMES>;

/** One number of each channel: [batch, ..., channels] -> [batch, channels]. */
abstract class GlobalPooling extends Layer {
  readonly #axes: number[];
  readonly #format: DataFormat;
  protected readonly keepdims: boolean;

  constructor(rank: number, layer: string, values: GlobalPoolingArguments) {
    const { dataFormat, keepdims = false, ...rest } = bindArguments<GlobalPoolingParameters>(NAMES, values);
    const format = checkedDataFormat(dataFormat, layer);
    super(rest, { dataFormat: format, keepdims });
    this.#format = format;
    this.#axes = rank === 1 ? [1] : [1, 2];
    this.keepdims = keepdims;
    this.inputRequirements = { ndim: rank + 2 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() =>
      computeChannelsLast(only(inputs), this.#format, (x) => this.reduce(x, this.#axes, this.keepdims)),
    );
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = withChannelsLast(oneShape(inputShape), this.#format);
    const [batch, channels] = [shape[0] ?? null, shape.at(-1) ?? null];
    return this.keepdims ? inFormat([batch, ...this.#axes.map(() => 1), channels], this.#format) : [batch, channels];
  }

  /** Of sequences. */
  protected get stepsAxis(): number {
    return this.#format === 'channels_last' ? 1 : 2;
  }

  protected abstract reduce(x: tf.Tensor, axes: number[], keepdims: boolean): tf.Tensor;
}

abstract class GlobalAveragePooling extends GlobalPooling {
  protected override reduce(x: tf.Tensor, axes: number[], keepdims: boolean): tf.Tensor {
    return tf.mean(x, axes, keepdims);
  }
}

abstract class GlobalMaxPooling extends GlobalPooling {
  protected override reduce(x: tf.Tensor, axes: number[], keepdims: boolean): tf.Tensor {
    return tf.max(x, axes, keepdims);
  }
}

/**
 * Mean over the steps; those that a mask leaves out do not count.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/GlobalAveragePooling1D
 */
export class GlobalAveragePooling1D extends GlobalAveragePooling {
  static override className = 'GlobalAveragePooling1D';

  constructor(...values: GlobalPoolingArguments) {
    super(1, 'GlobalAveragePooling1D', values);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { mask }: CallArguments = {}): tf.Tensor {
    const steps = mask ? only<tf.Tensor | null>(mask) : null;
    if (!steps) return super.call(inputs);
    return tf.tidy(() => {
      const counted = tf.expandDims(tf.cast(steps, 'float32'), this.stepsAxis === 1 ? 2 : 1);
      const sum = (x: tf.Tensor) => tf.sum(x, this.stepsAxis, this.keepdims);
      return tf.div(sum(tf.mul(only(inputs), counted)), sum(counted));
    });
  }
}

/**
 * Mean over height and width.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/GlobalAveragePooling2D
 */
export class GlobalAveragePooling2D extends GlobalAveragePooling {
  static override className = 'GlobalAveragePooling2D';

  constructor(...values: GlobalPoolingArguments) {
    super(2, 'GlobalAveragePooling2D', values);
  }
}

/** Maximum over the steps. @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/GlobalMaxPooling1D */
export class GlobalMaxPooling1D extends GlobalMaxPooling {
  static override className = 'GlobalMaxPooling1D';

  constructor(...values: GlobalPoolingArguments) {
    super(1, 'GlobalMaxPooling1D', values);
  }
}

/**
 * Maximum over height and width.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/GlobalMaxPooling2D
 */
export class GlobalMaxPooling2D extends GlobalMaxPooling {
  static override className = 'GlobalMaxPooling2D';

  constructor(...values: GlobalPoolingArguments) {
    super(2, 'GlobalMaxPooling2D', values);
  }
}
