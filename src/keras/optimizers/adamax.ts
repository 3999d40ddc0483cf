import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { absolute } from '../absolute.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface AdamaxParameters extends OptimizerParameters {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

const NAMES = ['learningRate', 'beta1', 'beta2', 'epsilon', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * Adamax: Adam with the largest gradient so far, which fades by β2, in place of the root of the mean square.
 *
 * @source https://keras.io/api/optimizers/adamax/
 */
export class Adamax extends Optimizer {
  override readonly className = 'Adamax';
  protected override readonly slotNames = ['momentum', 'norm'];
  readonly #own: Required<Omit<AdamaxParameters, keyof OptimizerParameters>>;

  constructor(...values: Arguments<AdamaxParameters, typeof NAMES>) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...optimizer } = bindArguments<AdamaxParameters>(NAMES, values);
    const own = { beta1, beta2, epsilon };
    super('adamax', optimizer, own);
    this.#own = own;
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
    const { beta1, beta2, epsilon } = this.#own;
    const momentum = this.slot(variable, 'momentum');
    const norm = this.slot(variable, 'norm');
    momentum.assign(tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 1 - beta1)));
    norm.assign(tf.maximum(tf.mul(beta2, norm), absolute(gradient)));
    const correction = this.stepNumber(({ step }) => 1 - beta1 ** step);
    const change = tf.div(tf.mul(learningRate, momentum), tf.mul(correction, tf.add(norm, epsilon)));
    variable.assign(tf.sub(variable, change));
  }
}
