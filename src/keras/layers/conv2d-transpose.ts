import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { at, only } from '../utils/lists.ts';
import { asRowsAndColumns, ConvBase, type ConvParameters } from './conv-base.ts';
import { builtWeight, positiveInteger } from './requirements.ts';
import { oneShape } from './shape.ts';

type Conv2DTransposeParameters = Omit<ConvParameters, 'groups' | 'dilationRate'>;

const NAMES = ['filters', 'kernelSize', 'strides', 'padding'] as const;

/**
 * The gradient of a convolution with respect to its input, as a layer: it makes images larger by their strides.
 * Kernel [height, width, filters, channels].
 *
 * @source https://keras.io/api/layers/convolution_layers/convolution2d_transpose/
 */
export class Conv2DTranspose extends ConvBase {
  static override className = 'Conv2DTranspose';
  readonly filters: number;

  constructor(...values: Arguments<Conv2DTransposeParameters, typeof NAMES>) {
    const { filters, ...parameters } = bindArguments<Conv2DTransposeParameters>(NAMES, values);
    super(2, 'Conv2DTranspose', parameters, { filters });
    this.filters = positiveInteger(filters, 'Conv2DTranspose: filters');
  }

  override build(inputShape: Shape | Shape[]): void {
    this.addKernelAndBias([...this.kernelSize, this.filters, this.channelsOf(inputShape)], this.filters);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs) as tf.Tensor4D;
      const kernel = builtWeight(this.kernel, this) as tf.Tensor as tf.Tensor4D;
      const [rows, columns] = asRowsAndColumns(this.strides);
      const outputShape = this.computeOutputShape(x.shape).map(knownLength) as [number, number, number, number];
      return this.finish(tf.conv2dTranspose(x, kernel, outputShape, [rows, columns], this.padding));
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape);
    const lengths = this.kernelSize.map((size, axis) => {
      const [length, stride] = [shape[axis + 1] ?? null, at(this.strides, axis)];
      if (length === null) return null;
      return this.padding === 'same' ? length * stride : length * stride + Math.max(size - stride, 0);
    });
    return [shape[0] ?? null, ...lengths, this.filters];
  }
}

function knownLength(length: number | null): number {
  if (length === null) throw new ValueError('Conv2DTranspose: the shape of the input must be known.');
  return length;
}
