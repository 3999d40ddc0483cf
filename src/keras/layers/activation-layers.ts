import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { elu, leakyRelu, relu, softmax } from '../activations/activations.ts';
import {
  getActivation,
  type Activation as ActivationFunction,
  type ActivationLike,
} from '../activations/get-activation.ts';
import * as constraints from '../constraints/index.ts';
import { ValueError } from '../errors.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import * as regularizers from '../regularizers/index.ts';
import { asList, only } from '../utils/lists.ts';
import { Layer, type LayerParameters } from './layer.ts';
import { builtWeight } from './requirements.ts';
import { oneShape } from './shape.ts';
import type { Weight } from './weight.ts';

/** A layer that keeps the shape of its input. */
abstract class ElementwiseLayer extends Layer {
  protected override readonly keepsSteps = true;

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return this.compute(only(inputs));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }

  protected abstract compute(x: tf.Tensor): tf.Tensor;
}

interface ActivationParameters extends LayerParameters {
  readonly activation?: ActivationLike;
}

/** An activation function as a layer. @source https://keras.io/api/layers/core_layers/activation/ */
export class Activation extends ElementwiseLayer {
  static override className = 'Activation';
  readonly #activation: ActivationFunction;

  constructor(...values: Arguments<ActivationParameters, readonly ['activation']>) {
    const { activation = null, ...layer } = bindArguments<ActivationParameters>(['activation'], values);
    const resolved = getActivation(activation);
    super(layer, { activation: resolved });
    this.#activation = resolved;
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    return this.#activation(x);
  }
}

interface ReLUParameters extends LayerParameters {
  readonly maxValue?: number | null;
  readonly negativeSlope?: number;
  readonly threshold?: number;
}

const RELU_NAMES = ['maxValue', 'negativeSlope', 'threshold'] as const;

/**
 * max(x, 0), with a maximum, a slope below and a threshold where given.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/ReLU
 */
export class ReLU extends ElementwiseLayer {
  static override className = 'ReLU';
  readonly #own: Required<Omit<ReLUParameters, keyof LayerParameters>>;

  constructor(...values: Arguments<ReLUParameters, typeof RELU_NAMES>) {
    const {
      maxValue = null,
      negativeSlope = 0,
      threshold = 0,
      ...layer
    } = bindArguments<ReLUParameters>(RELU_NAMES, values);
    const own = { maxValue, negativeSlope, threshold };
    if ((maxValue ?? 0) < 0 || negativeSlope < 0 || threshold < 0) {
      throw new ValueError('ReLU: maxValue, negativeSlope and threshold must not be negative.');
    }
    super(layer, own);
    this.#own = own;
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    return relu(x, this.#own);
  }
}

interface LeakyReLUParameters extends LayerParameters {
  readonly negativeSlope?: number;
}

/**
 * x above 0, `negativeSlope` x (0.3 unless given) below.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/LeakyReLU
 */
export class LeakyReLU extends ElementwiseLayer {
  static override className = 'LeakyReLU';
  readonly #negativeSlope: number;

  constructor(...values: Arguments<LeakyReLUParameters, readonly ['negativeSlope']>) {
    const { negativeSlope = 0.3, ...layer } = bindArguments<LeakyReLUParameters>(['negativeSlope'], values);
    if (negativeSlope < 0) throw new ValueError(`LeakyReLU: negativeSlope must not be negative, got ${negativeSlope}.`);
    super(layer, { negativeSlope });
    this.#negativeSlope = negativeSlope;
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    return leakyRelu(x, this.#negativeSlope);
  }
}

interface ELUParameters extends LayerParameters {
  readonly alpha?: number;
}

/** x above 0, alpha (exp(x) - 1) below. @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/ELU */
export class ELU extends ElementwiseLayer {
  static override className = 'ELU';
  readonly #alpha: number;

  constructor(...values: Arguments<ELUParameters, readonly ['alpha']>) {
    const { alpha = 1, ...layer } = bindArguments<ELUParameters>(['alpha'], values);
    super(layer, { alpha });
    this.#alpha = alpha;
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    return elu(x, this.#alpha);
  }
}

interface SoftmaxParameters extends LayerParameters {
  readonly axis?: number | readonly number[];
}

/**
 * exp(x) / Σ exp(x) along `axis`, the last unless given; several axes count as one.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/Softmax
 */
export class Softmax extends ElementwiseLayer {
  static override className = 'Softmax';
  readonly #axis: number | readonly number[];

  constructor(...values: Arguments<SoftmaxParameters, readonly ['axis']>) {
    const { axis = -1, ...layer } = bindArguments<SoftmaxParameters>(['axis'], values);
    super(layer, { axis });
    this.#axis = axis;
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const axis = this.#axis;
    if (typeof axis === 'number') return softmax(x, axis);
    return tf.tidy(() => {
      const shifted = tf.sub(x, tf.max(x, [...axis], true));
      const powers = tf.exp(shifted);
      return tf.div(powers, tf.sum(powers, [...axis], true));
    });
  }
}

interface PReLUParameters extends LayerParameters {
  readonly alphaInitializer?: InitializerLike;
  readonly alphaRegularizer?: regularizers.RegularizerLike;
  readonly alphaConstraint?: constraints.ConstraintLike;
  /** Axes along which one slope serves all. */
  readonly sharedAxes?: number | readonly number[] | null;
}

const PRELU_NAMES = ['alphaInitializer', 'alphaRegularizer', 'alphaConstraint', 'sharedAxes'] as const;

/**
 * x above 0, a learned slope times x below.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/PReLU
 */
export class PReLU extends ElementwiseLayer {
  static override className = 'PReLU';
  alpha: Weight | null = null;
  readonly #own: {
    alphaInitializer: InitializerLike;
    alphaRegularizer: regularizers.Regularizer | null;
    alphaConstraint: constraints.Constraint | null;
    sharedAxes: readonly number[] | null;
  };

  constructor(...values: Arguments<PReLUParameters, typeof PRELU_NAMES>) {
    const {
      alphaInitializer = 'zeros',
      alphaRegularizer,
      alphaConstraint,
      sharedAxes = null,
      ...layer
    } = bindArguments<PReLUParameters>(PRELU_NAMES, values);
    const own = {
      alphaInitializer: getInitializer(alphaInitializer),
      alphaRegularizer: regularizers.get(alphaRegularizer),
      alphaConstraint: constraints.get(alphaConstraint),
      sharedAxes: sharedAxes === null ? null : asList<number>(sharedAxes),
    };
    super(layer, own);
    this.#own = own;
  }

  override build(inputShape: Shape | Shape[]): void {
    const { sharedAxes, alphaInitializer, alphaRegularizer, alphaConstraint } = this.#own;
    const shape = oneShape(inputShape).map((length, axis) => (sharedAxes?.includes(axis) ? 1 : length));
    this.alpha = this.addWeight({
      name: 'alpha',
      shape: shape.slice(1),
      initializer: alphaInitializer,
      regularizer: alphaRegularizer,
      constraint: alphaConstraint,
    });
    super.build(inputShape);
  }

  protected override compute(x: tf.Tensor): tf.Tensor {
    const alpha = builtWeight(this.alpha, this);
    return tf.tidy(() => tf.sub(tf.relu(x), tf.mul(alpha, tf.relu(tf.neg(x)))));
  }
}
