import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { convolve } from '../../engine/convolution.ts';
import { ValueError } from '../errors.ts';
import { only } from '../utils/lists.ts';
import { asRowsAndColumns, CONV_NAMES, ConvBase, type ConvParameters } from './conv-base.ts';
import { builtWeight, positiveInteger } from './requirements.ts';
import { tidyOutputs } from './tidy-outputs.ts';
import { computeChannelsLast, edgePadding } from './window.ts';

type ConvArguments = Arguments<ConvParameters, typeof CONV_NAMES>;

/** A convolution over sequences or images. */
abstract class Conv extends ConvBase {
  readonly filters: number;
  readonly groups: number;

  constructor(rank: number, layer: string, values: ConvArguments) {
    const { filters, groups = 1, ...parameters } = bindArguments<ConvParameters>(CONV_NAMES, values);
    super(rank, layer, parameters, { filters, groups });
    this.filters = positiveInteger(filters, `${layer}: filters`);
    this.groups = positiveInteger(groups, `${layer}: groups`);
    if (this.filters % this.groups !== 0) {
      throw new ValueError(`${layer}: filters must be divisible by groups, got ${this.filters} and ${this.groups}.`);
    }
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = this.channelsOf(inputShape);
    if (channels % this.groups !== 0) {
      throw new ValueError(`layer '${this.name}': ${channels} channels cannot be cut into ${this.groups} groups.`);
    }
    this.addKernelAndBias([...this.kernelSize, channels / this.groups, this.filters], this.filters);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const outputs = tidyOutputs(() => {
      const kernel = builtWeight(this.kernel, this);
      const output = computeChannelsLast(only(inputs), this.dataFormat, (x) => {
        const image = (x.rank === 3 ? tf.expandDims(x, 1) : x) as tf.Tensor4D;
        const filter = (x.rank === 3 ? tf.expandDims(kernel, 0) : kernel) as tf.Tensor4D;
        const outputs = this.finish(this.#convolve(image, filter));
        return x.rank === 3 ? tf.squeeze(outputs, [1]) : outputs;
      });
      return [output];
    });
    return only(outputs);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.windowedShape(inputShape, this.filters);
  }

  #convolve(image: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
    const [stride, dilation] = [asRowsAndColumns(this.strides), asRowsAndColumns(this.dilationRate)];
    const [, height, width] = image.shape;
    const [rows, columns] = filter.shape;
    const padding = [
      edgePadding(height, rows, stride[0], this.padding, dilation[0]),
      edgePadding(width, columns, stride[1], this.padding, dilation[1]),
    ] as const;
    return convolve(image, filter, null, { stride, padding, dilation, groups: this.groups });
  }
}

/**
 * Convolution over sequences: [batch, steps, channels] -> [batch, steps', filters]. Kernel [size, channels, filters].
 *
 * @source https://keras.io/api/layers/convolution_layers/convolution1d/
 */
export class Conv1D extends Conv {
  static override className = 'Conv1D';

  constructor(...values: ConvArguments) {
    super(1, 'Conv1D', values);
  }
}

/**
 * Convolution over images: [batch, height, width, channels] -> [batch, height', width', filters].
 * Kernel [height, width, channels / groups, filters].
 *
 * @source https://keras.io/api/layers/convolution_layers/convolution2d/
 */
export class Conv2D extends Conv {
  static override className = 'Conv2D';

  constructor(...values: ConvArguments) {
    super(2, 'Conv2D', values);
  }
}
