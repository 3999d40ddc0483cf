/** Layers that add cells at the edges, or take them off. */
import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { at, only } from '../utils/lists.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { oneShape } from './shape.ts';
import { checkedDataFormat, computeChannelsLast, inFormat, withChannelsLast, type DataFormat } from './window.ts';

type Sides = readonly [before: number, after: number];

/** For all sides, for each axis, or for each side: [[top, bottom], [left, right]]. */
type Border2D = number | Sides | readonly [Sides, Sides];

/** Changes the lengths of the axes between batch and channels. */
abstract class BorderLayer extends Layer {
  readonly #sides: readonly Sides[];
  readonly #format: DataFormat;

  constructor(parameters: LayerParameters, sides: readonly Sides[], format: DataFormat, config: object) {
    super(parameters, { ...config });
    this.#sides = sides;
    this.#format = format;
    this.inputRequirements = { ndim: sides.length + 2 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const given = only(inputs);
    this.computeOutputShape(given.shape);
    return computeChannelsLast(given, this.#format, (x) => this.change(x, this.#sides));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = withChannelsLast(oneShape(inputShape), this.#format);
    const lengths = this.#sides.map((sides, axis) => {
      const length = shape[axis + 1] ?? null;
      return length === null ? null : this.changedLength(length, sides);
    });
    return inFormat([shape[0] ?? null, ...lengths, shape.at(-1) ?? null], this.#format);
  }

  protected abstract change(x: tf.Tensor, sides: readonly Sides[]): tf.Tensor;
  protected abstract changedLength(length: number, sides: Sides): number;
}

abstract class ZeroPadding extends BorderLayer {
  protected override change(x: tf.Tensor, sides: readonly Sides[]): tf.Tensor {
    return tf.pad(x, [[0, 0], ...sides.map(([before, after]): [number, number] => [before, after]), [0, 0]]);
  }

  protected override changedLength(length: number, [before, after]: Sides): number {
    return length + before + after;
  }
}

abstract class Cropping extends BorderLayer {
  protected override change(x: tf.Tensor, sides: readonly Sides[]): tf.Tensor {
    const begin = [0, ...sides.map(([before]) => before), 0];
    const size = sides.map((each, axis) => this.changedLength(x.shape[axis + 1] ?? 0, each));
    return tf.slice(x, begin, [at(x.shape, 0), ...size, at(x.shape, -1)]);
  }

  protected override changedLength(length: number, [before, after]: Sides): number {
    if (before + after >= length) {
      throw new ValueError(
        `layer '${this.name}': cropping ${before} and ${after} cells leaves nothing of an axis of length ${length}.`,
      );
    }
    return length - before - after;
  }
}

interface ZeroPadding1DParameters extends LayerParameters {
  readonly padding?: number | Sides;
  readonly dataFormat?: DataFormat | null;
}

/** Zeros before and after sequences. @source https://keras.io/api/layers/reshaping_layers/zero_padding1d/ */
export class ZeroPadding1D extends ZeroPadding {
  static override className = 'ZeroPadding1D';

  constructor(...values: Arguments<ZeroPadding1DParameters, readonly ['padding', 'dataFormat']>) {
    const bound = bindArguments<ZeroPadding1DParameters>(['padding', 'dataFormat'], values);
    const { padding = 1, dataFormat, ...layer } = bound;
    const format = checkedDataFormat(dataFormat, 'ZeroPadding1D');
    const sides = bothSides(padding);
    super(layer, [sides], format, { padding: sides, dataFormat: format });
  }
}

interface ZeroPadding2DParameters extends LayerParameters {
  readonly padding?: Border2D;
  readonly dataFormat?: DataFormat | null;
}

/** Zeros around images. @source https://keras.io/api/layers/reshaping_layers/zero_padding2d/ */
export class ZeroPadding2D extends ZeroPadding {
  static override className = 'ZeroPadding2D';

  constructor(...values: Arguments<ZeroPadding2DParameters, readonly ['padding', 'dataFormat']>) {
    const bound = bindArguments<ZeroPadding2DParameters>(['padding', 'dataFormat'], values);
    const { padding = 1, dataFormat, ...layer } = bound;
    const format = checkedDataFormat(dataFormat, 'ZeroPadding2D');
    const sides = eachSide(padding, 'ZeroPadding2D: padding');
    super(layer, sides, format, { padding: sides, dataFormat: format });
  }
}

interface Cropping1DParameters extends LayerParameters {
  readonly cropping?: number | Sides;
}

/** Takes steps off at both ends. @source https://keras.io/api/layers/reshaping_layers/cropping1d/ */
export class Cropping1D extends Cropping {
  static override className = 'Cropping1D';

  constructor(...values: Arguments<Cropping1DParameters, readonly ['cropping']>) {
    const { cropping = 1, ...layer } = bindArguments<Cropping1DParameters>(['cropping'], values);
    const sides = bothSides(cropping);
    super(layer, [sides], 'channels_last', { cropping: sides });
  }
}

interface Cropping2DParameters extends LayerParameters {
  readonly cropping?: Border2D;
  readonly dataFormat?: DataFormat | null;
}

/** Takes rows and columns off at the edges. @source https://keras.io/api/layers/reshaping_layers/cropping2d/ */
export class Cropping2D extends Cropping {
  static override className = 'Cropping2D';

  constructor(...values: Arguments<Cropping2DParameters, readonly ['cropping', 'dataFormat']>) {
    const bound = bindArguments<Cropping2DParameters>(['cropping', 'dataFormat'], values);
    const { cropping = 0, dataFormat, ...layer } = bound;
    const format = checkedDataFormat(dataFormat, 'Cropping2D');
    const sides = eachSide(cropping, 'Cropping2D: cropping');
    super(layer, sides, format, { cropping: sides, dataFormat: format });
  }
}

function bothSides(size: number | Sides): Sides {
  return typeof size === 'number' ? [size, size] : size;
}

/** @throws {ValueError} unless there are two axes. */
function eachSide(border: Border2D, what: string): readonly [Sides, Sides] {
  if (typeof border === 'number') return [bothSides(border), bothSides(border)];
  const [rows, columns, ...others] = border as readonly (number | Sides)[];
  if (rows === undefined || columns === undefined || others.length > 0) {
    throw new ValueError(`${what} must have two elements.`);
  }
  return [bothSides(rows), bothSides(columns)];
}
