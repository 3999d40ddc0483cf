import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { only, product } from '../utils/lists.ts';
import { batchLength } from '../utils/shapes.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { positiveInteger } from './requirements.ts';
import { oneShape } from './shape.ts';
import { checkedDataFormat, computeChannelsLast, type DataFormat } from './window.ts';

interface FlattenParameters extends LayerParameters {
  readonly dataFormat?: DataFormat | null;
}

/**
 * Joins all axes of a sample, channels last whatever its format: [batch, ...] -> [batch, features].
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Flatten
 */
export class Flatten extends Layer {
  static override className = 'Flatten';
  readonly #format: DataFormat;

  constructor(...values: Arguments<FlattenParameters, readonly ['dataFormat']>) {
    const { dataFormat, ...layer } = bindArguments<FlattenParameters>(['dataFormat'], values);
    const format = checkedDataFormat(dataFormat, 'Flatten');
    super(layer, { dataFormat: format });
    this.#format = format;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const flat = (x: tf.Tensor) => tf.reshape(x, [batchLength(x), product(x.shape.slice(1))]);
    const given = only(inputs);
    return given.rank < 3 ? flat(given) : computeChannelsLast(given, this.#format, flat);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [batch = null, ...rest] = oneShape(inputShape);
    const known = rest.filter((length) => length !== null);
    return [batch, known.length === rest.length ? product(known) : null];
  }
}

interface ReshapeParameters extends LayerParameters {
  /** Of a sample; -1 for the length that follows from the others. */
  readonly targetShape?: readonly number[];
}

/** Gives each sample another shape. @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Reshape */
export class Reshape extends Layer {
  static override className = 'Reshape';
  readonly #targetShape: readonly number[];

  constructor(...values: Arguments<ReshapeParameters, readonly ['targetShape']>) {
    const { targetShape, ...layer } = bindArguments<ReshapeParameters>(['targetShape'], values);
    if (!targetShape) throw new ValueError('Reshape: pass targetShape.');
    super(layer, { targetShape });
    this.#targetShape = targetShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = only(inputs);
    const shape = this.computeOutputShape(x.shape).slice(1);
    return tf.reshape(x, [batchLength(x), ...shape.map((length) => length ?? -1)]);
  }

  /** @throws {ValueError} when the numbers of elements differ. */
  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [batch = null, ...rest] = oneShape(inputShape);
    const known = rest.filter((length) => length !== null);
    if (known.length !== rest.length)
      return [batch, ...this.#targetShape.map((length) => (length === -1 ? null : length))];
    const given = product(this.#targetShape.filter((length) => length !== -1));
    const isOpen = this.#targetShape.includes(-1);
    if (isOpen ? product(known) % given !== 0 : product(known) !== given) {
      throw new ValueError(
        `Reshape: [${known.join(', ')}] has ${product(known)} elements, which do not fit [${this.#targetShape.join(', ')}].`,
      );
    }
    return [batch, ...this.#targetShape.map((length) => (length === -1 ? product(known) / given : length))];
  }
}

interface PermuteParameters extends LayerParameters {
  /** Axes of a sample in their new order, counted from 1. */
  readonly dims?: readonly number[];
}

/**
 * Gives the axes of a sample another order.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Permute
 */
export class Permute extends Layer {
  static override className = 'Permute';
  readonly #dims: readonly number[];

  constructor(...values: Arguments<PermuteParameters, readonly ['dims']>) {
    const { dims = [], ...layer } = bindArguments<PermuteParameters>(['dims'], values);
    if ([...dims].sort((a, b) => a - b).some((dim, index) => dim !== index + 1)) {
      throw new ValueError(`Permute: dims must hold each axis from 1 on once, got [${dims.join(', ')}].`);
    }
    super(layer, { dims });
    this.#dims = dims;
    this.inputRequirements = { ndim: dims.length + 1 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.transpose(only(inputs), [0, ...this.#dims]);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape);
    return [0, ...this.#dims].map((dim) => shape[dim] ?? null);
  }
}

interface RepeatVectorParameters extends LayerParameters {
  readonly n?: number;
}

/**
 * Repeats each sample: [batch, features] -> [batch, n, features].
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/RepeatVector
 */
export class RepeatVector extends Layer {
  static override className = 'RepeatVector';
  readonly #n: number;

  constructor(...values: Arguments<RepeatVectorParameters, readonly ['n']>) {
    const { n, ...layer } = bindArguments<RepeatVectorParameters>(['n'], values);
    super(layer, { n });
    this.#n = positiveInteger(n, 'RepeatVector: n');
    this.inputRequirements = { ndim: 2 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.tile(tf.expandDims(only(inputs), 1), [1, this.#n, 1]));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape);
    return [shape[0] ?? null, this.#n, shape[1] ?? null];
  }
}
