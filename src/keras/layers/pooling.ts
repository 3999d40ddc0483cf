import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { padImage } from '../../engine/image-steps.ts';
import { ValueError } from '../errors.ts';
import { at, only } from '../utils/lists.ts';
import { asRowsAndColumns, perAxis } from './conv-base.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { oneShape } from './shape.ts';
import {
  checkedDataFormat,
  checkedPadding,
  computeChannelsLast,
  edgePadding,
  inFormat,
  windowCount,
  withChannelsLast,
  type DataFormat,
  type Padding,
  type Size,
} from './window.ts';

interface PoolingParameters extends LayerParameters {
  readonly poolSize?: Size;
  /** As large as the window unless given. */
  readonly strides?: Size | null;
  readonly padding?: Padding;
  readonly dataFormat?: DataFormat | null;
}

const NAMES = ['poolSize', 'strides', 'padding', 'dataFormat', 'name'] as const;

type PoolingArguments = Arguments<PoolingParameters, typeof NAMES>;

/** One number of each window and channel. */
abstract class Pooling extends Layer {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly dataFormat: DataFormat;

  constructor(rank: number, layer: string, values: PoolingArguments) {
    const bound = bindArguments<PoolingParameters>(NAMES, values);
    const { poolSize = 2, strides = null, padding = 'valid', dataFormat, ...rest } = bound;
    const own = {
      poolSize: perAxis(poolSize, rank, `${layer}: poolSize`),
      strides: perAxis(strides ?? poolSize, rank, `${layer}: strides`),
      padding: checkedPadding(padding, layer) === 'same' ? ('same' as const) : ('valid' as const),
      dataFormat: checkedDataFormat(dataFormat, layer),
    };
    super(rest, own);
    this.poolSize = own.poolSize;
    this.strides = own.strides;
    this.padding = own.padding;
    this.dataFormat = own.dataFormat;
    this.inputRequirements = { ndim: rank + 2 };
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const given = only(inputs);
    this.computeOutputShape(given.shape);
    return computeChannelsLast(given, this.dataFormat, (x) =>
      tf.tidy(() => {
        const image = (x.rank === 3 ? tf.expandDims(x, 1) : x) as tf.Tensor4D;
        const [size, stride] = [asRowsAndColumns(this.poolSize), asRowsAndColumns(this.strides)];
        const pooled = this.pool(image, [...size], [...stride]);
        return x.rank === 3 ? tf.squeeze(pooled, [1]) : pooled;
      }),
    );
  }

  /** @throws {ValueError} when an axis is shorter than the window. */
  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = withChannelsLast(oneShape(inputShape), this.dataFormat);
    const lengths = this.poolSize.map((size, axis) =>
      windowCount(shape[axis + 1] ?? null, size, at(this.strides, axis), this.padding),
    );
    if (lengths.some((length) => length !== null && length <= 0)) {
      throw new ValueError(
        `layer '${this.name}': the output would have no cells, as its window of ${this.poolSize.join(' x ')} is larger ` +
          `than the input [${shape.slice(1).join(', ')}]. Use a smaller poolSize, or padding 'same'.`,
      );
    }
    return inFormat([shape[0] ?? null, ...lengths, shape.at(-1) ?? null], this.dataFormat);
  }

  protected abstract pool(image: tf.Tensor4D, size: [number, number], stride: [number, number]): tf.Tensor4D;
}

/** The largest number of each window; its gradient goes to the first where several are equal. */
abstract class MaxPooling extends Pooling {
  protected override pool(image: tf.Tensor4D, size: [number, number], stride: [number, number]): tf.Tensor4D {
    return tf.maxPool(image, size, stride, this.padding);
  }
}

/** The mean of each window; cells beyond the edge do not count. */
abstract class AveragePooling extends Pooling {
  protected override pool(image: tf.Tensor4D, size: [number, number], stride: [number, number]): tf.Tensor4D {
    if (this.padding === 'valid') return tf.avgPool(image, size, stride, 'valid');
    // tfjs divides the gradient by all cells of a window, those beyond the edge too.
    const [, height, width] = image.shape;
    const rows = edgePadding(height, size[0], stride[0], 'same');
    const columns = edgePadding(width, size[1], stride[1], 'same');
    const mean = (x: tf.Tensor4D) => tf.avgPool(padImage(x, rows, columns), size, stride, 'valid');
    return tf.div(mean(image), mean(tf.ones([1, height, width, 1])));
  }
}

/** @source https://keras.io/api/layers/pooling_layers/max_pooling1d/ */
export class MaxPooling1D extends MaxPooling {
  static override className = 'MaxPooling1D';

  constructor(...values: PoolingArguments) {
    super(1, 'MaxPooling1D', values);
  }
}

/** @source https://keras.io/api/layers/pooling_layers/max_pooling2d/ */
export class MaxPooling2D extends MaxPooling {
  static override className = 'MaxPooling2D';

  constructor(...values: PoolingArguments) {
    super(2, 'MaxPooling2D', values);
  }
}

/** @source https://keras.io/api/layers/pooling_layers/average_pooling1d/ */
export class AveragePooling1D extends AveragePooling {
  static override className = 'AveragePooling1D';

  constructor(...values: PoolingArguments) {
    super(1, 'AveragePooling1D', values);
  }
}

/** @source https://keras.io/api/layers/pooling_layers/average_pooling2d/ */
export class AveragePooling2D extends AveragePooling {
  static override className = 'AveragePooling2D';

  constructor(...values: PoolingArguments) {
    super(2, 'AveragePooling2D', values);
  }
}
