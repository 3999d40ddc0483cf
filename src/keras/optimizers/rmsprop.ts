import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface RMSpropParameters extends OptimizerParameters {
  readonly rho?: number;
  readonly momentum?: number;
  readonly epsilon?: number;
  /** Whether the variance of the gradients is divided by, and not their mean square. */
  readonly centered?: boolean;
}

const NAMES = ['learningRate', 'rho', 'momentum', 'epsilon', 'centered', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * RMSprop: v = ρ v + (1 - ρ) g²; w -= lr g / √(v + ε). Keras has ε inside the root; PyTorch adds it outside.
 *
 * @source https://keras.io/api/optimizers/rmsprop/
 */
export class RMSprop extends Optimizer {
  override readonly className = 'RMSprop';
  protected override readonly slotNames: readonly string[];
  readonly #own: Required<Omit<RMSpropParameters, keyof OptimizerParameters>>;

  constructor(...values: Arguments<RMSpropParameters, typeof NAMES>) {
    const {
      rho = 0.9,
      momentum = 0,
      epsilon = 1e-7,
      centered = false,
      ...optimizer
    } = bindArguments<RMSpropParameters>(NAMES, values);
    const own = { rho, momentum, epsilon, centered };
    super('rm_sprop', optimizer, own);
    this.#own = own;
    this.slotNames = ['velocity', ...(momentum > 0 ? ['momentum'] : []), ...(centered ? ['average_gradient'] : [])];
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
    const { momentum, epsilon, centered } = this.#own;
    const velocity = this.#average(variable, 'velocity', tf.square(gradient));
    const spread = centered
      ? tf.sub(velocity, tf.square(this.#average(variable, 'average_gradient', gradient)))
      : velocity;
    const increment = tf.div(tf.mul(learningRate, gradient), tf.sqrt(tf.add(spread, epsilon)));
    variable.assign(tf.sub(variable, momentum > 0 ? this.#accelerate(variable, increment) : increment));
  }

  #average(variable: tf.Variable, name: string, value: tf.Tensor): tf.Variable {
    const { rho } = this.#own;
    const average = this.slot(variable, name);
    average.assign(tf.add(tf.mul(rho, average), tf.mul(1 - rho, value)));
    return average;
  }

  #accelerate(variable: tf.Variable, increment: tf.Tensor): tf.Variable {
    const speed = this.slot(variable, 'momentum');
    speed.assign(tf.add(tf.mul(this.#own.momentum, speed), increment));
    return speed;
  }
}
