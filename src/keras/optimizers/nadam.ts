import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { at } from '../utils/lists.ts';
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
  /** Of the update that runs: of the momentum, of the gradient, and the correction of the velocity. */
  #factors: readonly tf.Tensor[] = [];

  constructor(...values: Arguments<NadamParameters, typeof NAMES>) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...optimizer } = bindArguments<NadamParameters>(NAMES, values);
    const own = { beta1, beta2, epsilon };
    super('nadam', optimizer, own);
    this.#own = own;
  }

  protected override updateAll(gradients: readonly tf.Tensor[], variables: readonly tf.Variable[]): void {
    const ahead = this.stepNumber(({ step }) => {
      this.#product *= this.#beta1At(step);
      const next = this.#beta1At(step + 1);
      return next / (1 - this.#product * next);
    });
    const now = this.stepNumber(({ step }) => (1 - this.#beta1At(step)) / (1 - this.#product));
    const correction = this.stepNumber(({ step }) => 1 - this.#own.beta2 ** step);
    this.#factors = [ahead, now, correction];
    super.updateAll(gradients, variables);
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
    const { beta1, beta2, epsilon } = this.#own;
    const [ahead, now, correction] = [at(this.#factors, 0), at(this.#factors, 1), at(this.#factors, 2)];
    const momentum = this.slot(variable, 'momentum');
    const velocity = this.slot(variable, 'velocity');
    momentum.assign(tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 1 - beta1)));
    velocity.assign(tf.add(velocity, tf.mul(tf.sub(tf.square(gradient), velocity), 1 - beta2)));
    const direction = tf.add(tf.mul(momentum, ahead), tf.mul(gradient, now));
    const spread = tf.sqrt(tf.div(velocity, correction));
    variable.assign(tf.sub(variable, tf.div(tf.mul(direction, learningRate), tf.add(spread, epsilon))));
  }

  #beta1At(step: number): number {
    return this.#own.beta1 * (1 - 0.5 * 0.96 ** step);
  }
}
