import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { everyNth, padImage, type Pair } from '../../engine/image-steps.ts';
import type * as constraints from '../constraints/index.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import type { RegularizerLike } from '../regularizers/index.ts';
import { at, only } from '../utils/lists.ts';
import { asRowsAndColumns, ConvBase, type ConvParameters } from './conv-base.ts';
import { builtWeight, positiveInteger } from './requirements.ts';
import { oneShape } from './shape.ts';
import type { Weight } from './weight.ts';
import { edgePadding, windowCount } from './window.ts';

interface DepthwiseParameters extends Omit<ConvParameters, 'filters' | 'groups'> {
  /** Outputs of each channel. */
  readonly depthMultiplier?: number;
  readonly depthwiseInitializer?: InitializerLike;
  readonly depthwiseRegularizer?: RegularizerLike;
  readonly depthwiseConstraint?: constraints.ConstraintLike;
}

interface SeparableParameters extends DepthwiseParameters {
  readonly filters?: number;
  readonly pointwiseInitializer?: InitializerLike;
  readonly pointwiseRegularizer?: RegularizerLike;
  readonly pointwiseConstraint?: constraints.ConstraintLike;
}

const DEPTHWISE_NAMES = ['kernelSize', 'strides', 'padding', 'depthMultiplier'] as const;
const SEPARABLE_NAMES = ['filters', 'kernelSize', 'strides', 'padding'] as const;

/** A convolution of each channel by itself. */
abstract class DepthwiseBase extends ConvBase {
  readonly depthMultiplier: number;
  protected depthwiseKernel: Weight | null = null;

  constructor(layer: string, parameters: DepthwiseParameters, own: Readonly<Record<string, unknown>> = {}) {
    const { depthMultiplier = 1, depthwiseInitializer = 'glorotUniform', ...rest } = parameters;
    const { depthwiseRegularizer = null, depthwiseConstraint = null, ...conv } = rest;
    const depthwise = {
      depthwiseInitializer: getInitializer(depthwiseInitializer),
      depthwiseRegularizer,
      depthwiseConstraint,
    };
    super(2, layer, conv, { ...own, depthMultiplier, ...depthwise });
    this.depthMultiplier = positiveInteger(depthMultiplier, `${layer}: depthMultiplier`);
    this.#depthwise = depthwise;
  }

  readonly #depthwise: {
    depthwiseInitializer: InitializerLike;
    depthwiseRegularizer: RegularizerLike;
    depthwiseConstraint: constraints.ConstraintLike;
  };

  /** Kernel [height, width, channels, depthMultiplier]. */
  protected addDepthwiseKernel(name: string, channels: number): void {
    this.depthwiseKernel = this.addWeight({
      name,
      shape: [...this.kernelSize, channels, this.depthMultiplier],
      initializer: this.#depthwise.depthwiseInitializer,
      regularizer: this.#depthwise.depthwiseRegularizer,
      constraint: this.#depthwise.depthwiseConstraint,
    });
  }

  /**
   * Each cell of the window times its weights, added up: unlike tfjs's own kernel, these operations have gradients on
   * every backend.
   */
  protected depthwise(x: tf.Tensor4D): tf.Tensor4D {
    const [n, height, width, channels] = x.shape;
    const [rows, columns] = asRowsAndColumns(this.kernelSize);
    const [strideY, strideX] = asRowsAndColumns(this.strides);
    const [dilationY, dilationX] = asRowsAndColumns(this.dilationRate);
    const image = padImage(
      x,
      edgePadding(height, rows, strideY, this.padding, dilationY),
      edgePadding(width, columns, strideX, this.padding, dilationX),
    );
    const counts: Pair = [
      windowCount(height, rows, strideY, this.padding, dilationY) ?? 0,
      windowCount(width, columns, strideX, this.padding, dilationX) ?? 0,
    ];
    const kernel = builtWeight(this.depthwiseKernel, this);
    const taps = Array.from({ length: rows * columns }, (_, tap) => {
      const [row, column] = [Math.floor(tap / columns), tap % columns];
      const cells = everyNth(image, [row * dilationY, column * dilationX], [strideY, strideX], counts);
      const weights = tf.reshape(tf.slice(kernel, [row, column, 0, 0], [1, 1, channels, this.depthMultiplier]), [
        channels,
        this.depthMultiplier,
      ]);
      return tf.mul(tf.expandDims(cells, -1), weights);
    });
    return tf.reshape<tf.Rank.R4>(tf.addN(taps), [n, ...counts, channels * this.depthMultiplier]);
  }

  protected outputShapeWith(inputShape: Shape | Shape[], channels: number | null): Shape {
    const shape = oneShape(inputShape);
    const lengths = this.kernelSize.map((size, axis) =>
      windowCount(shape[axis + 1] ?? null, size, at(this.strides, axis), this.padding, at(this.dilationRate, axis)),
    );
    return [shape[0] ?? null, ...lengths, channels];
  }
}

/**
 * Each channel convolved with `depthMultiplier` filters of its own.
 *
 * @source https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/
 */
export class DepthwiseConv2D extends DepthwiseBase {
  static override className = 'DepthwiseConv2D';

  constructor(...values: Arguments<DepthwiseParameters, typeof DEPTHWISE_NAMES>) {
    super('DepthwiseConv2D', bindArguments<DepthwiseParameters>(DEPTHWISE_NAMES, values));
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = this.channelsOf(inputShape);
    this.addDepthwiseKernel('kernel', channels);
    this.kernel = this.depthwiseKernel;
    this.addBias(channels * this.depthMultiplier);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => this.finish(this.depthwise(only(inputs) as tf.Tensor4D)));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const channels = oneShape(inputShape).at(-1) ?? null;
    return this.outputShapeWith(inputShape, channels === null ? null : channels * this.depthMultiplier);
  }
}

/**
 * A depthwise convolution, then one of 1x1 that mixes the channels.
 *
 * @source https://keras.io/api/layers/convolution_layers/separable_convolution2d/
 */
export class SeparableConv2D extends DepthwiseBase {
  static override className = 'SeparableConv2D';
  readonly filters: number;
  pointwiseKernel: Weight | null = null;
  readonly #pointwise: Pick<
    SeparableParameters,
    'pointwiseInitializer' | 'pointwiseRegularizer' | 'pointwiseConstraint'
  >;

  constructor(...values: Arguments<SeparableParameters, typeof SEPARABLE_NAMES>) {
    const {
      filters,
      pointwiseInitializer = 'glorotUniform',
      ...rest
    } = bindArguments<SeparableParameters>(SEPARABLE_NAMES, values);
    const { pointwiseRegularizer = null, pointwiseConstraint = null, ...parameters } = rest;
    const pointwise = {
      pointwiseInitializer: getInitializer(pointwiseInitializer),
      pointwiseRegularizer,
      pointwiseConstraint,
    };
    super('SeparableConv2D', parameters, { filters, ...pointwise });
    this.filters = positiveInteger(filters, 'SeparableConv2D: filters');
    this.#pointwise = pointwise;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = this.channelsOf(inputShape);
    this.addDepthwiseKernel('depthwise_kernel', channels);
    this.pointwiseKernel = this.addWeight({
      name: 'pointwise_kernel',
      shape: [1, 1, channels * this.depthMultiplier, this.filters],
      initializer: this.#pointwise.pointwiseInitializer,
      regularizer: this.#pointwise.pointwiseRegularizer,
      constraint: this.#pointwise.pointwiseConstraint,
    });
    this.addBias(this.filters);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const channels = this.depthwise(only(inputs) as tf.Tensor4D);
      const kernel = builtWeight(this.pointwiseKernel, this) as tf.Tensor as tf.Tensor4D;
      return this.finish(tf.conv2d(channels, kernel, 1, 'valid'));
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.outputShapeWith(inputShape, this.filters);
  }
}
