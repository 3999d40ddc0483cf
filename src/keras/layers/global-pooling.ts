import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { only } from '../utils/lists.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { oneShape } from './shape.ts';
import { requireChannelsLast } from './window.ts';

interface GlobalPoolingParameters extends LayerParameters {
  readonly dataFormat?: 'channels_last' | null;
  /** Whether the axes stay, with length 1. */
  readonly keepdims?: boolean;
}

const NAMES = ['dataFormat', 'keepdims'] as const;

type GlobalPoolingArguments = Arguments<GlobalPoolingParameters, typeof NAMES>;

/** One number of each channel: [batch, ..., channels] -> [batch, channels]. */
abstract class GlobalPooling extends Layer {
  readonly #axes: number[];
  readonly #keepdims: boolean;

  constructor(rank: number, layer: string, values: GlobalPoolingArguments) {
    const { dataFormat, keepdims = false, ...rest } = bindArguments<GlobalPoolingParameters>(NAMES, values);
    requireChannelsLast(dataFormat, layer);
    super(rest, { dataFormat: 'channels_last', keepdims });
    this.#axes = rank === 1 ? [1] : [1, 2];
    this.#keepdims = keepdims;
    this.inputRequirements = { ndim: rank + 2 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => this.reduce(only(inputs), this.#axes, this.#keepdims));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape);
    const kept = this.#keepdims ? this.#axes.map(() => 1) : [];
    return [shape[0] ?? null, ...kept, shape.at(-1) ?? null];
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

/** Mean over the steps. */
export class GlobalAveragePooling1D extends GlobalAveragePooling {
  static override className = 'GlobalAveragePooling1D';

  constructor(...values: GlobalPoolingArguments) {
    super(1, 'GlobalAveragePooling1D', values);
  }
}

/** Mean over height and width. */
export class GlobalAveragePooling2D extends GlobalAveragePooling {
  static override className = 'GlobalAveragePooling2D';

  constructor(...values: GlobalPoolingArguments) {
    super(2, 'GlobalAveragePooling2D', values);
  }
}

/** Maximum over the steps. */
export class GlobalMaxPooling1D extends GlobalMaxPooling {
  static override className = 'GlobalMaxPooling1D';

  constructor(...values: GlobalPoolingArguments) {
    super(1, 'GlobalMaxPooling1D', values);
  }
}

/** Maximum over height and width. */
export class GlobalMaxPooling2D extends GlobalMaxPooling {
  static override className = 'GlobalMaxPooling2D';

  constructor(...values: GlobalPoolingArguments) {
    super(2, 'GlobalMaxPooling2D', values);
  }
}
