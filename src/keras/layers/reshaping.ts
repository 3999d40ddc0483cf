import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { at, only, product } from '../utils/lists.ts';
import { batchLength } from '../utils/shapes.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { positiveInteger } from './requirements.ts';
import { interpolateAxis } from './resize-axis.ts';
import { oneShape } from './shape.ts';
import { requireChannelsLast } from './window.ts';

interface FlattenParameters extends LayerParameters {
  readonly dataFormat?: 'channels_last' | null;
}

/** Joins all axes of a sample: [batch, ...] -> [batch, features]. */
export class Flatten extends Layer {
  static override className = 'Flatten';

  constructor(...values: Arguments<FlattenParameters, readonly ['dataFormat']>) {
    const { dataFormat, ...layer } = bindArguments<FlattenParameters>(['dataFormat'], values);
    requireChannelsLast(dataFormat, 'Flatten');
    super(layer, { dataFormat: 'channels_last' });
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = only(inputs);
    return tf.reshape(x, [batchLength(x), product(x.shape.slice(1))]);
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

/** Gives each sample another shape. */
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

/** Gives the axes of a sample another order. */
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

/** Repeats each sample: [batch, features] -> [batch, n, features]. */
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

type PaddingPair = readonly [number, number];

interface ZeroPadding2DParameters extends LayerParameters {
  /** For all sides, for height and width, or for each side: [[top, bottom], [left, right]]. */
  readonly padding?: number | PaddingPair | readonly [PaddingPair, PaddingPair];
  readonly dataFormat?: 'channels_last' | null;
}

/** Zeros around images. */
export class ZeroPadding2D extends Layer {
  static override className = 'ZeroPadding2D';
  readonly #padding: readonly [PaddingPair, PaddingPair];

  constructor(...values: Arguments<ZeroPadding2DParameters, readonly ['padding', 'dataFormat']>) {
    const bound = bindArguments<ZeroPadding2DParameters>(['padding', 'dataFormat'], values);
    const { padding = 1, dataFormat, ...layer } = bound;
    requireChannelsLast(dataFormat, 'ZeroPadding2D');
    const sides = eachSide(padding);
    super(layer, { padding: sides, dataFormat: 'channels_last' });
    this.#padding = sides;
    this.inputRequirements = { ndim: 4 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [rows, columns] = this.#padding;
    return tf.pad(only(inputs), [[0, 0], [...rows], [...columns], [0, 0]]);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [batch = null, height = null, width = null, channels = null] = oneShape(inputShape);
    const padded = (length: number | null, [before, after]: PaddingPair) =>
      length === null ? null : length + before + after;
    return [batch, padded(height, this.#padding[0]), padded(width, this.#padding[1]), channels];
  }
}

function eachSide(padding: NonNullable<ZeroPadding2DParameters['padding']>): readonly [PaddingPair, PaddingPair] {
  if (typeof padding === 'number')
    return [
      [padding, padding],
      [padding, padding],
    ];
  const sides = padding.map((side): PaddingPair => (typeof side === 'number' ? [side, side] : side));
  return [at(sides, 0), at(sides, 1)];
}

interface UpSampling2DParameters extends LayerParameters {
  readonly size?: number | readonly [number, number];
  readonly dataFormat?: 'channels_last' | null;
  readonly interpolation?: 'nearest' | 'bilinear';
}

const UP_NAMES = ['size', 'dataFormat', 'interpolation'] as const;

/** Images `size` times as large: every pixel repeated, or bilinear between their centers. */
export class UpSampling2D extends Layer {
  static override className = 'UpSampling2D';
  readonly #size: readonly [number, number];
  readonly #interpolation: 'nearest' | 'bilinear';

  constructor(...values: Arguments<UpSampling2DParameters, typeof UP_NAMES>) {
    const bound = bindArguments<UpSampling2DParameters>(UP_NAMES, values);
    const { size = 2, dataFormat, interpolation = 'nearest', ...layer } = bound;
    requireChannelsLast(dataFormat, 'UpSampling2D');
    const factors: readonly [number, number] = typeof size === 'number' ? [size, size] : size;
    super(layer, { size: factors, dataFormat: 'channels_last', interpolation });
    this.#size = factors;
    this.#interpolation = interpolation;
    this.inputRequirements = { ndim: 4 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = only(inputs) as tf.Tensor4D;
    const [n, height, width, channels] = x.shape;
    const [rows, columns] = this.#size;
    return tf.tidy(() => {
      if (this.#interpolation === 'bilinear') {
        return interpolateAxis(interpolateAxis(x, 1, rows), 2, columns);
      }
      // tfjs has no gradient for repeating along five axes; for a product there is one.
      const wide = tf.mul(tf.reshape(x, [n * height, 1, width, 1, channels]), tf.ones([1, rows, 1, columns, 1]));
      return tf.reshape(wide, [n, height * rows, width * columns, channels]);
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const [batch = null, height = null, width = null, channels = null] = oneShape(inputShape);
    const [rows, columns] = this.#size;
    return [batch, height === null ? null : height * rows, width === null ? null : width * columns, channels];
  }
}
