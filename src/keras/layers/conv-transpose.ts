import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { at, only } from '../utils/lists.ts';
import { asRowsAndColumns, ConvBase, perAxis, type ConvParameters } from './conv-base.ts';
import { builtWeight, positiveInteger } from './requirements.ts';
import { oneShape } from './shape.ts';
import { computeChannelsLast, edgePadding, inFormat, withChannelsLast, type Size } from './window.ts';

interface ConvTransposeParameters extends Omit<ConvParameters, 'groups'> {
  /** Only 1, as with TensorFlow on the CPU. */
  readonly dilationRate?: Size;
  /** Cells that are added at the end of each axis; as many as the strides ask for unless given. */
  readonly outputPadding?: Size | null;
}

const NAMES = [
  'filters',
  'kernelSize',
  'strides',
  'padding',
  'outputPadding',
  'dataFormat',
  'dilationRate',
  'activation',
  'useBias',
] as const;

type ConvTransposeArguments = Arguments<ConvTransposeParameters, typeof NAMES>;

/** The gradient of a convolution with respect to its input, as a layer. */
abstract class ConvTranspose extends ConvBase {
  readonly filters: number;
  readonly #outputPadding: readonly number[] | null;

  constructor(rank: number, layer: string, values: ConvTransposeArguments) {
    const { filters, outputPadding = null, ...parameters } = bindArguments<ConvTransposeParameters>(NAMES, values);
    const added = outputPadding === null ? null : perAxis(outputPadding, rank, `${layer}: outputPadding`, 0);
    super(rank, layer, parameters, { filters, outputPadding: added });
    this.filters = positiveInteger(filters, `${layer}: filters`);
    this.#outputPadding = added;
    if (this.dilationRate.some((rate) => rate !== 1)) {
      throw new ValueError(`${layer}: dilationRate must be 1, got [${this.dilationRate.join(', ')}].`);
    }
    if (added?.some((cells, axis) => cells >= at(this.strides, axis))) {
      throw new ValueError(`${layer}: outputPadding must be less than strides, got [${added.join(', ')}].`);
    }
  }

  override build(inputShape: Shape | Shape[]): void {
    this.addKernelAndBias([...this.kernelSize, this.filters, this.channelsOf(inputShape)], this.filters);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const kernel = builtWeight(this.kernel, this);
      return computeChannelsLast(only(inputs), this.dataFormat, (x) => {
        const isSequence = x.rank === 3;
        const image = (isSequence ? tf.expandDims(x, 1) : x) as tf.Tensor4D;
        const filter = (isSequence ? tf.expandDims(kernel, 0) : kernel) as tf.Tensor4D;
        const outputs = this.finish(this.#spread(image, filter));
        return isSequence ? tf.squeeze(outputs, [1]) : outputs;
      });
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = withChannelsLast(oneShape(inputShape), this.dataFormat);
    const lengths = this.kernelSize.map((_, axis) => {
      const length = shape[axis + 1] ?? null;
      return length === null ? null : this.#outputLength(length, axis);
    });
    return inFormat([shape[0] ?? null, ...lengths, this.filters], this.dataFormat);
  }

  #outputLength(length: number, axis: number): number {
    const [stride, added] = [at(this.strides, axis), this.#outputPadding?.[axis]];
    const size = at(this.kernelSize, axis);
    const isSame = this.padding === 'same';
    if (added === undefined) return length * stride + (isSame ? 0 : Math.max(size - stride, 0));
    return (length - 1) * stride + added + (isSame ? size % 2 : size);
  }

  #spread(image: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
    const [rows, columns] = asRowsAndColumns(this.strides);
    const [n, ...size] = image.shape;
    const isSequence = this.kernelSize.length === 1;
    const [height, width] = isSequence
      ? [1, this.#outputLength(size[1], 0)]
      : [this.#outputLength(size[0], 0), this.#outputLength(size[1], 1)];
    // In numbers: by name, tfjs would pad the gradient otherwise where the window is smaller than the stride.
    const edge = (length: number, window: number, stride: number) => {
      const [before, after] = edgePadding(length, window, stride, this.padding);
      return [before, after] as [number, number];
    };
    const [filterHeight, filterWidth] = filter.shape;
    return tf.conv2dTranspose(
      image,
      filter,
      [n, height, width, this.filters],
      [rows, columns],
      [[0, 0], edge(height, filterHeight, rows), edge(width, filterWidth, columns), [0, 0]],
    );
  }
}

/**
 * A convolution the other way round: it makes sequences longer by its strides. Kernel [size, filters, channels].
 *
 * @source https://keras.io/api/layers/convolution_layers/convolution1d_transpose/
 */
export class Conv1DTranspose extends ConvTranspose {
  static override className = 'Conv1DTranspose';

  constructor(...values: ConvTransposeArguments) {
    super(1, 'Conv1DTranspose', values);
  }
}

/**
 * A convolution the other way round: it makes images larger by its strides. Kernel [height, width, filters, channels].
 *
 * @source https://keras.io/api/layers/convolution_layers/convolution2d_transpose/
 */
export class Conv2DTranspose extends ConvTranspose {
  static override className = 'Conv2DTranspose';

  constructor(...values: ConvTransposeArguments) {
    super(2, 'Conv2DTranspose', values);
  }
}
