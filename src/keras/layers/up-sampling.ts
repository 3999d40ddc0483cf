/** Layers that make sequences and images larger. */
import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { only } from '../utils/lists.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { positiveInteger } from './requirements.ts';
import { interpolateAxis } from './resize-axis.ts';
import { oneShape } from './shape.ts';
import { checkedDataFormat, computeChannelsLast, inFormat, withChannelsLast, type DataFormat } from './window.ts';

interface UpSampling1DParameters extends LayerParameters {
  readonly size?: number;
}

/** Repeats every step `size` times. @source https://keras.io/api/layers/reshaping_layers/up_sampling1d/ */
export class UpSampling1D extends Layer {
  static override className = 'UpSampling1D';
  readonly #size: number;

  constructor(...values: Arguments<UpSampling1DParameters, readonly ['size']>) {
    const { size = 2, ...layer } = bindArguments<UpSampling1DParameters>(['size'], values);
    super(layer, { size });
    this.#size = positiveInteger(size, 'UpSampling1D: size');
    this.inputRequirements = { ndim: 3 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = only(inputs) as tf.Tensor3D;
    const [n, steps, channels] = x.shape;
    return tf.tidy(() => tf.reshape(repeated(tf.expandDims(x, 1), [1, this.#size]), [n, steps * this.#size, channels]));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [batch = null, steps = null, channels = null] = oneShape(inputShape);
    return [batch, steps === null ? null : steps * this.#size, channels];
  }
}

interface UpSampling2DParameters extends LayerParameters {
  readonly size?: number | readonly [number, number];
  readonly dataFormat?: DataFormat | null;
  readonly interpolation?: 'nearest' | 'bilinear';
}

const NAMES = ['size', 'dataFormat', 'interpolation'] as const;

/**
 * Images `size` times as large: every pixel repeated, or bilinear between their centers.
 *
 * @source https://keras.io/api/layers/reshaping_layers/up_sampling2d/
 */
export class UpSampling2D extends Layer {
  static override className = 'UpSampling2D';
  readonly #size: readonly [number, number];
  readonly #format: DataFormat;
  readonly #interpolation: 'nearest' | 'bilinear';

  /** @throws {ValueError} for another interpolation. */
  constructor(...values: Arguments<UpSampling2DParameters, typeof NAMES>) {
    const bound = bindArguments<UpSampling2DParameters>(NAMES, values);
    const { size = 2, dataFormat, interpolation = 'nearest', ...layer } = bound;
    if (!['nearest', 'bilinear'].includes(interpolation)) {
      throw new ValueError(`UpSampling2D: interpolation must be 'nearest' or 'bilinear', got '${interpolation}'.`);
    }
    const format = checkedDataFormat(dataFormat, 'UpSampling2D');
    const factors: readonly [number, number] = typeof size === 'number' ? [size, size] : size;
    super(layer, { size: factors, dataFormat: format, interpolation });
    this.#size = factors;
    this.#format = format;
    this.#interpolation = interpolation;
    this.inputRequirements = { ndim: 4 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [rows, columns] = this.#size;
    return tf.tidy(() =>
      computeChannelsLast(only(inputs), this.#format, (x) =>
        this.#interpolation === 'bilinear'
          ? interpolateAxis(interpolateAxis(x, 1, rows), 2, columns)
          : repeated(x, [rows, columns]),
      ),
    );
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = withChannelsLast(oneShape(inputShape), this.#format);
    const [batch = null, height = null, width = null, channels = null] = shape;
    const [rows, columns] = this.#size;
    const larger = (length: number | null, factor: number) => (length === null ? null : length * factor);
    return inFormat([batch, larger(height, rows), larger(width, columns), channels], this.#format);
  }
}

/** Every pixel as a block: tfjs has no gradient for repeating along five axes; for a product there is one. */
function repeated(image: tf.Tensor, [rows, columns]: readonly [number, number]): tf.Tensor {
  const [n = 1, height = 1, width = 1, channels = 1] = image.shape;
  const wide = tf.mul(tf.reshape(image, [n * height, 1, width, 1, channels]), tf.ones([1, rows, 1, columns, 1]));
  return tf.reshape(wide, [n, height * rows, width * columns, channels]);
}
