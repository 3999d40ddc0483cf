import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface LionParameters extends OptimizerParameters {
  readonly beta1?: number;
  readonly beta2?: number;
}

const NAMES = ['learningRate', 'beta1', 'beta2', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * Lion: w -= lr sign(β1 m + (1 - β1) g); m = β2 m + (1 - β2) g.
 *
 * @throws {ValueError} unless beta1 is above 0 and at most 1.
 * @source https://keras.io/api/optimizers/lion/
 */
export class Lion extends Optimizer {
  override readonly className = 'Lion';
  protected override readonly slotNames = ['momentum'];
  readonly #beta1: number;
  readonly #beta2: number;

  constructor(...values: Arguments<LionParameters, typeof NAMES>) {
    const { beta1 = 0.9, beta2 = 0.99, ...optimizer } = bindArguments<LionParameters>(NAMES, values);
    if (beta1 <= 0 || beta1 > 1) throw new ValueError(`Lion: beta1 must be above 0 and at most 1, got ${beta1}.`);
    super('lion', optimizer, { beta1, beta2 });
    this.#beta1 = beta1;
    this.#beta2 = beta2;
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
    const momentum = this.slot(variable, 'momentum');
    const mix = (beta: number) => tf.add(tf.mul(momentum, beta), tf.mul(gradient, 1 - beta));
    variable.assign(tf.sub(variable, tf.mul(learningRate, tf.sign(mix(this.#beta1)))));
    momentum.assign(mix(this.#beta2));
  }
}
