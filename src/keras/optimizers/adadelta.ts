import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface AdadeltaParameters extends OptimizerParameters {
  readonly rho?: number;
  readonly epsilon?: number;
}

const NAMES = ['learningRate', 'rho', 'epsilon', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * Adadelta: steps are as large as past steps were against past gradients, each as a moving mean square.
 *
 * @source https://keras.io/api/optimizers/adadelta/
 */
export class Adadelta extends Optimizer {
  override readonly className = 'Adadelta';
  protected override readonly slotNames = ['accumulated_grad', 'accumulated_delta_var'];
  readonly #rho: number;
  readonly #epsilon: number;

  constructor(...values: Arguments<AdadeltaParameters, typeof NAMES>) {
    const { rho = 0.95, epsilon = 1e-7, ...optimizer } = bindArguments<AdadeltaParameters>(NAMES, values);
    super('adadelta', optimizer, { rho, epsilon });
    this.#rho = rho;
    this.#epsilon = epsilon;
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
    const gradients = this.slot(variable, 'accumulated_grad');
    const changes = this.slot(variable, 'accumulated_delta_var');
    const mix = (average: tf.Tensor, value: tf.Tensor) =>
      tf.add(tf.mul(this.#rho, average), tf.mul(1 - this.#rho, tf.square(value)));
    const rootMeanSquare = (x: tf.Tensor) => tf.sqrt(tf.add(x, this.#epsilon));
    gradients.assign(mix(gradients, gradient));
    const change = tf.neg(tf.div(tf.mul(rootMeanSquare(changes), gradient), rootMeanSquare(gradients)));
    changes.assign(mix(changes, change));
    variable.assign(tf.add(variable, tf.mul(learningRate, change)));
  }
}
