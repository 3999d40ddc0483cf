import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { everyNth, padImage, type Pair } from '../../engine/image-steps.ts';
import * as constraints from '../constraints/index.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import * as regularizers from '../regularizers/index.ts';
import { only } from '../utils/lists.ts';
import { asRowsAndColumns, ConvBase, type ConvParameters } from './conv-base.ts';
import { without } from '../utils/without.ts';
import { builtWeight, positiveInteger } from './requirements.ts';
import { oneShape } from './shape.ts';
import type { Weight } from './weight.ts';
import { computeChannelsLast, edgePadding, windowCount, withChannelsLast } from './window.ts';

interface DepthwiseParameters extends Omit<ConvParameters, 'filters' | 'groups'> {
  /** Outputs of each channel. */
  readonly depthMultiplier?: number;
  readonly depthwiseInitializer?: InitializerLike;
  readonly depthwiseRegularizer?: regularizers.RegularizerLike;
  readonly depthwiseConstraint?: constraints.ConstraintLike;
}

interface SeparableParameters extends DepthwiseParameters {
  readonly filters?: number;
  readonly pointwiseInitializer?: InitializerLike;
  readonly pointwiseRegularizer?: regularizers.RegularizerLike;
  readonly pointwiseConstraint?: constraints.ConstraintLike;
}

const DEPTHWISE_NAMES = ['kernelSize', 'strides', 'padding', 'depthMultiplier'] as const;
const SEPARABLE_NAMES = ['filters', 'kernelSize', 'strides', 'padding'] as const;

type DepthwiseArguments = Arguments<DepthwiseParameters, typeof DEPTHWISE_NAMES>;
type SeparableArguments = Arguments<SeparableParameters, typeof SEPARABLE_NAMES>;

/** A convolution of each channel by itself. */
abstract class DepthwiseBase extends ConvBase {
  readonly depthMultiplier: number;
  protected depthwiseKernel: Weight | null = null;

  constructor(
    rank: number,
    layer: string,
    parameters: DepthwiseParameters,
    own: Readonly<Record<string, unknown>> = {},
  ) {
    const { depthMultiplier = 1, depthwiseInitializer = 'glorotUniform', ...rest } = parameters;
    const { depthwiseRegularizer = null, depthwiseConstraint = null, ...conv } = rest;
    const depthwise = {
      depthwiseInitializer: getInitializer(depthwiseInitializer),
      depthwiseRegularizer: regularizers.get(depthwiseRegularizer),
      depthwiseConstraint: constraints.get(depthwiseConstraint),
    };
    // A kernel of its own, which it has not, would take a default seed.
    super(rank, layer, { kernelInitializer: 'zeros', ...conv }, { ...own, depthMultiplier, ...depthwise });
    this.depthMultiplier = positiveInteger(depthMultiplier, `${layer}: depthMultiplier`);
    this.#depthwise = depthwise;
  }

  readonly #depthwise: {
    depthwiseInitializer: InitializerLike;
    depthwiseRegularizer: regularizers.RegularizerLike;
    depthwiseConstraint: constraints.ConstraintLike;
  };

  /** Without the arguments of a kernel, which these layers do not have. */
  override getConfig(): tf.serialization.ConfigDict {
    return without(super.getConfig(), ['kernelInitializer', 'kernelRegularizer', 'kernelConstraint', 'groups']);
  }

  /** Kernel [...kernelSize, channels, depthMultiplier]. */
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
  protected depthwise(input: tf.Tensor): tf.Tensor4D {
    const isSequence = input.rank === 3;
    const x = (isSequence ? tf.expandDims(input, 1) : input) as tf.Tensor4D;
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
    const weight = builtWeight(this.depthwiseKernel, this);
    const kernel = isSequence ? tf.expandDims(weight, 0) : weight;
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

  /** `compute` on images with channels last; a sequence is an image of one row. */
  protected onImages(inputs: tf.Tensor | tf.Tensor[], compute: (channels: tf.Tensor4D) => tf.Tensor): tf.Tensor {
    return computeChannelsLast(only(inputs), this.dataFormat, (x) => {
      const outputs = this.finish(compute(this.depthwise(x)));
      return x.rank === 3 ? tf.squeeze(outputs, [1]) : outputs;
    });
  }
}

/** Each channel convolved with `depthMultiplier` filters of its own. */
abstract class DepthwiseConv extends DepthwiseBase {
  constructor(rank: number, layer: string, values: DepthwiseArguments) {
    super(rank, layer, bindArguments<DepthwiseParameters>(DEPTHWISE_NAMES, values));
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = this.channelsOf(inputShape);
    this.addDepthwiseKernel('kernel', channels);
    this.kernel = this.depthwiseKernel;
    this.addBias(channels * this.depthMultiplier);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => this.onImages(inputs, (channels) => channels));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const channels = withChannelsLast(oneShape(inputShape), this.dataFormat).at(-1) ?? null;
    return this.windowedShape(inputShape, channels === null ? null : channels * this.depthMultiplier);
  }
}

/**
 * Each channel of a sequence convolved with `depthMultiplier` filters of its own.
 *
 * @source https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/
 */
export class DepthwiseConv1D extends DepthwiseConv {
  static override className = 'DepthwiseConv1D';

  constructor(...values: DepthwiseArguments) {
    super(1, 'DepthwiseConv1D', values);
  }
}

/**
 * Each channel of an image convolved with `depthMultiplier` filters of its own.
 *
 * @source https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/
 */
export class DepthwiseConv2D extends DepthwiseConv {
  static override className = 'DepthwiseConv2D';

  constructor(...values: DepthwiseArguments) {
    super(2, 'DepthwiseConv2D', values);
  }
}

/** A depthwise convolution, then one of a single cell that mixes the channels. */
abstract class SeparableConv extends DepthwiseBase {
  readonly filters: number;
  pointwiseKernel: Weight | null = null;
  readonly #pointwise: Pick<
    SeparableParameters,
    'pointwiseInitializer' | 'pointwiseRegularizer' | 'pointwiseConstraint'
  >;

  constructor(rank: number, layer: string, values: SeparableArguments) {
    const {
      filters,
      depthwiseInitializer = 'glorotUniform',
      pointwiseInitializer = 'glorotUniform',
      ...rest
    } = bindArguments<SeparableParameters>(SEPARABLE_NAMES, values);
    const { pointwiseRegularizer = null, pointwiseConstraint = null, ...parameters } = rest;
    // Default seeds are taken in this order.
    const depthwise = { depthwiseInitializer: getInitializer(depthwiseInitializer) };
    const pointwise = {
      pointwiseInitializer: getInitializer(pointwiseInitializer),
      pointwiseRegularizer: regularizers.get(pointwiseRegularizer),
      pointwiseConstraint: constraints.get(pointwiseConstraint),
    };
    super(rank, layer, { ...parameters, ...depthwise }, { filters, ...pointwise });
    this.filters = positiveInteger(filters, `${layer}: filters`);
    this.#pointwise = pointwise;
  }

  override build(inputShape: Shape | Shape[]): void {
    const channels = this.channelsOf(inputShape);
    this.addDepthwiseKernel('depthwise_kernel', channels);
    this.pointwiseKernel = this.addWeight({
      name: 'pointwise_kernel',
      shape: [...this.kernelSize.map(() => 1), channels * this.depthMultiplier, this.filters],
      initializer: this.#pointwise.pointwiseInitializer,
      regularizer: this.#pointwise.pointwiseRegularizer,
      constraint: this.#pointwise.pointwiseConstraint,
    });
    this.addBias(this.filters);
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const kernel = builtWeight(this.pointwiseKernel, this);
      const [depth = 1, filters = 1] = kernel.shape.slice(-2);
      const filter = tf.reshape<tf.Rank.R4>(kernel, [1, 1, depth, filters]);
      return this.onImages(inputs, (channels) => tf.conv2d(channels, filter, 1, 'valid'));
    });
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.windowedShape(inputShape, this.filters);
  }
}

/** @source https://keras.io/api/layers/convolution_layers/separable_convolution1d/ */
export class SeparableConv1D extends SeparableConv {
  static override className = 'SeparableConv1D';

  constructor(...values: SeparableArguments) {
    super(1, 'SeparableConv1D', values);
  }
}

/** @source https://keras.io/api/layers/convolution_layers/separable_convolution2d/ */
export class SeparableConv2D extends SeparableConv {
  static override className = 'SeparableConv2D';

  constructor(...values: SeparableArguments) {
    super(2, 'SeparableConv2D', values);
  }
}
