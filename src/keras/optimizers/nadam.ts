import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface NadamParameters extends OptimizerParameters {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

const NAMES = ['learningRate', 'beta1', 'beta2', 'epsilon', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * Nadam: Adam with Nesterov's momentum, whose β1 grows with the steps.
 *
 * @source https://keras.io/api/optimizers/Nadam/
 */
export class Nadam extends Optimizer {
  override readonly className = 'Nadam';
  protected override readonly slotNames = ['momentum', 'velocity'];
  readonly #own: Required<Omit<NadamParameters, keyof OptimizerParameters>>;
  /** Product of the β1 of all steps, this one included. */
  #product = 1;

  constructor(...values: Arguments<NadamParameters, typeof NAMES>) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...optimizer } = bindArguments<NadamParameters>(NAMES, values);
    const own = { beta1, beta2, epsilon };
    super('nadam', optimizer, own);
    this.#own = own;
  }

  protected override beginStep(): void {
    this.#product *= this.#beta1At(this.iterations + 1);
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: number): void {
    const { beta1, beta2, epsilon } = this.#own;
    const step = this.iterations + 1;
    const [now, next] = [this.#beta1At(step), this.#beta1At(step + 1)];
    const momentum = this.slot(variable, 'momentum');
    const velocity = this.slot(variable, 'velocity');
    momentum.assign(tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 1 - beta1)));
    velocity.assign(tf.add(velocity, tf.mul(tf.sub(tf.square(gradient), velocity), 1 - beta2)));
    const ahead = tf.mul(momentum, next / (1 - this.#product * next));
    const direction = tf.add(ahead, tf.mul(gradient, (1 - now) / (1 - this.#product)));
    const spread = tf.sqrt(tf.div(velocity, 1 - beta2 ** step));
    variable.assign(tf.sub(variable, tf.div(tf.mul(direction, learningRate), tf.add(spread, epsilon))));
  }

  #beta1At(step: number): number {
    return this.#own.beta1 * (1 - 0.5 * 0.96 ** step);
  }
}
