import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as constraints from '../constraints/index.ts';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import type { Initializer } from '../initializers/initializer.ts';
import * as regularizers from '../regularizers/index.ts';
import { asList, at, only } from '../utils/lists.ts';
import { without } from '../utils/without.ts';
import { canFuseBatchNormalization, fusedBatchNormalization } from './fused-batch-normalization.ts';
import { Layer, type CallArguments, type LayerParameters } from './layer.ts';
import { builtWeight } from './requirements.ts';
import { oneShape } from './shape.ts';
import type { Weight } from './weight.ts';

export interface ScaleParameters extends LayerParameters {
  readonly epsilon?: number;
  /** Whether an offset is learned. */
  readonly center?: boolean;
  /** Whether a factor is learned. */
  readonly scale?: boolean;
  readonly betaInitializer?: InitializerLike;
  readonly gammaInitializer?: InitializerLike;
  readonly betaRegularizer?: regularizers.RegularizerLike;
  readonly gammaRegularizer?: regularizers.RegularizerLike;
  readonly betaConstraint?: constraints.ConstraintLike;
  readonly gammaConstraint?: constraints.ConstraintLike;
}

const SCALE_NAMES = [
  'epsilon',
  'center',
  'scale',
  'betaInitializer',
  'gammaInitializer',
  'betaRegularizer',
  'gammaRegularizer',
  'betaConstraint',
  'gammaConstraint',
] as const;

interface ScaleConfig {
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
  readonly betaInitializer: Initializer;
  readonly gammaInitializer: Initializer;
  readonly betaRegularizer: regularizers.Regularizer | null;
  readonly gammaRegularizer: regularizers.Regularizer | null;
  readonly betaConstraint: constraints.Constraint | null;
  readonly gammaConstraint: constraints.Constraint | null;
}

/**
 * A layer that takes mean and spread out of its input, and may learn others.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Normalization
 */
export abstract class Normalization extends Layer {
  gamma: Weight | null = null;
  beta: Weight | null = null;
  protected readonly scaleConfig: ScaleConfig;
  protected override readonly keepsSteps: boolean = true;

  constructor(parameters: ScaleParameters, own: Readonly<Record<string, unknown>>) {
    const {
      epsilon = 1e-3,
      center = true,
      scale = true,
      betaInitializer = 'zeros',
      gammaInitializer = 'ones',
    } = parameters;
    const { betaRegularizer, gammaRegularizer, betaConstraint, gammaConstraint } = parameters;
    const config: ScaleConfig = {
      epsilon,
      center,
      scale,
      betaInitializer: getInitializer(betaInitializer),
      gammaInitializer: getInitializer(gammaInitializer),
      betaRegularizer: regularizers.get(betaRegularizer),
      gammaRegularizer: regularizers.get(gammaRegularizer),
      betaConstraint: constraints.get(betaConstraint),
      gammaConstraint: constraints.get(gammaConstraint),
    };
    super(without(parameters, SCALE_NAMES), { ...own, ...config });
    this.scaleConfig = config;
  }

  protected addScale(shape: Shape): void {
    const { center, scale, ...config } = this.scaleConfig;
    if (scale) {
      this.gamma = this.addWeight({
        name: 'gamma',
        shape,
        initializer: config.gammaInitializer,
        regularizer: config.gammaRegularizer,
        constraint: config.gammaConstraint,
      });
    }
    if (center) {
      this.beta = this.addWeight({
        name: 'beta',
        shape,
        initializer: config.betaInitializer,
        regularizer: config.betaRegularizer,
        constraint: config.betaConstraint,
      });
    }
  }

  /** (x - mean) / √(variance + ε) gamma + beta; all but `x` are brought to `shape` first. */
  protected normalize(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor, shape: readonly number[]): tf.Tensor {
    const aligned = (weight: tf.Tensor) => tf.reshape(weight, [...shape]);
    const inverse = tf.rsqrt(tf.add(variance, this.scaleConfig.epsilon));
    const factor = this.gamma ? tf.mul(inverse, aligned(this.gamma.value)) : inverse;
    const centered = tf.mul(tf.sub(x, mean), factor);
    return this.beta ? tf.add(centered, aligned(this.beta.value)) : centered;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}

interface BatchNormalizationParameters extends ScaleParameters {
  readonly axis?: number;
  /** Share of the moving averages that stays at each step. */
  readonly momentum?: number;
  readonly movingMeanInitializer?: InitializerLike;
  readonly movingVarianceInitializer?: InitializerLike;
}

const BATCH_NAMES = ['axis', 'momentum', 'epsilon', 'center', 'scale'] as const;

/**
 * Takes mean and variance of the batch out of every channel while training, and their moving averages else. A frozen
 * layer (`trainable = false`) runs as in inference. The variance is that of the batch itself (divided by N), in the
 * moving average too, as in Keras.
 *
 * Weights gamma, beta, moving_mean, moving_variance, each [channels].
 *
 * @source https://keras.io/api/layers/normalization_layers/batch_normalization/
 */
export class BatchNormalization extends Normalization {
  static override className = 'BatchNormalization';
  movingMean: Weight | null = null;
  movingVariance: Weight | null = null;
  readonly #axis: number;
  readonly #momentum: number;
  readonly #initializers: { readonly mean: Initializer; readonly variance: Initializer };

  constructor(...values: Arguments<BatchNormalizationParameters, typeof BATCH_NAMES>) {
    const bound = bindArguments<BatchNormalizationParameters>(BATCH_NAMES, values);
    const { axis = -1, momentum = 0.99, movingMeanInitializer = 'zeros', ...rest } = bound;
    const { movingVarianceInitializer = 'ones', ...scale } = rest;
    const initializers = {
      mean: getInitializer(movingMeanInitializer),
      variance: getInitializer(movingVarianceInitializer),
    };
    super(scale, {
      axis,
      momentum,
      movingMeanInitializer: initializers.mean,
      movingVarianceInitializer: initializers.variance,
    });
    this.#axis = axis;
    this.#momentum = momentum;
    this.#initializers = initializers;
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = oneShape(inputShape);
    const channels = shape.at(this.#axis) ?? null;
    if (channels === null) {
      throw new ValueError(`layer '${this.name}': the axis ${this.#axis} of its input must have a known length.`);
    }
    this.addScale([channels]);
    const { mean, variance } = this.#initializers;
    this.movingMean = this.addWeight({ name: 'moving_mean', shape: [channels], initializer: mean, trainable: false });
    this.movingVariance = this.addWeight({
      name: 'moving_variance',
      shape: [channels],
      initializer: variance,
      trainable: false,
    });
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false, mask }: CallArguments = {}): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const axis = (this.#axis + x.rank) % x.rank;
      const shape = x.shape.map((length, index) => (index === axis ? length : 1));
      const movingMean = builtWeight(this.movingMean, this);
      const movingVariance = builtWeight(this.movingVariance, this);
      if (!training || !this.trainable) {
        return this.normalize(x, tf.reshape(movingMean, shape), tf.reshape(movingVariance, shape), shape);
      }
      const steps = mask ? only<tf.Tensor | null>(mask) : null;
      if (!steps && canFuseBatchNormalization(x, axis)) {
        const [gamma, beta] = [this.gamma?.value ?? null, this.beta?.value ?? null];
        const weights = { gamma, beta, movingMean, movingVariance };
        return fusedBatchNormalization(x, weights, this.#momentum, this.scaleConfig.epsilon);
      }
      const axes = x.shape.map((_, index) => index).filter((index) => index !== axis);
      const { mean, variance } = steps ? maskedMoments(x, axes, steps) : tf.moments(x, axes, true);
      this.#follow(movingMean, mean);
      this.#follow(movingVariance, variance);
      return this.normalize(x, mean, variance, shape);
    });
  }

  #follow(average: tf.Variable, value: tf.Tensor): void {
    const momentum = this.#momentum;
    const flat = tf.reshape(value, average.shape);
    average.assign(tf.add(tf.mul(average, momentum), tf.mul(flat, 1 - momentum)));
  }
}

/** Mean and variance over the steps that count. */
function maskedMoments(x: tf.Tensor, axes: number[], mask: tf.Tensor): { mean: tf.Tensor; variance: tf.Tensor } {
  const counts = tf.mul(tf.onesLike(x), tf.cast(tf.expandDims(mask, -1), 'float32'));
  const total = tf.add(tf.sum(counts, axes, true), EPSILON);
  const mean = tf.div(tf.sum(tf.mul(x, counts), axes, true), total);
  const squares = tf.square(tf.mul(tf.sub(x, mean), counts));
  return { mean, variance: tf.div(tf.sum(squares, axes, true), total) };
}

interface LayerNormalizationParameters extends ScaleParameters {
  readonly axis?: number | readonly number[];
}

const LAYER_NAMES = ['axis', 'epsilon', 'center', 'scale'] as const;

/**
 * Takes mean and variance of each sample along `axis` out of it. Weights gamma and beta, of the shape of these axes.
 *
 * @source https://keras.io/api/layers/normalization_layers/layer_normalization/
 */
export class LayerNormalization extends Normalization {
  static override className = 'LayerNormalization';
  readonly #axes: readonly number[];

  constructor(...values: Arguments<LayerNormalizationParameters, typeof LAYER_NAMES>) {
    const { axis = -1, ...scale } = bindArguments<LayerNormalizationParameters>(LAYER_NAMES, values);
    super(scale, { axis });
    this.#axes = asList<number>(axis);
  }

  override build(inputShape: Shape | Shape[]): void {
    const shape = oneShape(inputShape);
    this.addScale(this.#sortedAxes(shape.length).map((axis) => at(shape, axis)));
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = only(inputs);
      const axes = this.#sortedAxes(x.rank);
      const { mean, variance } = tf.moments(x, axes, true);
      const shape = x.shape.map((length, axis) => (axes.includes(axis) ? length : 1));
      return this.normalize(x, mean, variance, shape);
    });
  }

  #sortedAxes(rank: number): number[] {
    return this.#axes.map((axis) => (axis + rank) % rank).sort((a, b) => a - b);
  }
}
