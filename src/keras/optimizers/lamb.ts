import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface LambParameters extends OptimizerParameters {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

const NAMES = ['learningRate', 'beta1', 'beta2', 'epsilon', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * Lamb: Adam whose step is as long, against its learning rate, as the variable it changes.
 *
 * @source https://keras.io/api/optimizers/lamb/
 */
export class Lamb extends Optimizer {
  override readonly className = 'Lamb';
  protected override readonly slotNames = ['momentum', 'velocity'];
  readonly #own: Required<Omit<LambParameters, keyof OptimizerParameters>>;

  constructor(...values: Arguments<LambParameters, typeof NAMES>) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...optimizer } = bindArguments<LambParameters>(NAMES, values);
    const own = { beta1, beta2, epsilon };
    super('lamb', optimizer, own);
    this.#own = own;
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
    const { beta1, beta2, epsilon } = this.#own;
    const meanCorrection = this.stepNumber(({ step }) => 1 - beta1 ** step);
    const squareCorrection = this.stepNumber(({ step }) => 1 - beta2 ** step);
    const momentum = this.slot(variable, 'momentum');
    const velocity = this.slot(variable, 'velocity');
    momentum.assign(tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 1 - beta1)));
    velocity.assign(tf.add(velocity, tf.mul(tf.sub(tf.square(gradient), velocity), 1 - beta2)));
    const spread = tf.add(tf.sqrt(tf.div(velocity, squareCorrection)), epsilon);
    const direction = tf.div(tf.div(momentum, meanCorrection), spread);
    const [length, stepLength] = [norm(variable), norm(direction)];
    const hasLengths = tf.logicalAnd(tf.greater(length, 0), tf.greater(stepLength, 0));
    const ratio = tf.where(hasLengths, tf.divNoNan(length, stepLength), tf.scalar(1));
    variable.assign(tf.sub(variable, tf.mul(tf.mul(ratio, learningRate), direction)));
  }
}

function norm(x: tf.Tensor): tf.Tensor {
  return tf.sqrt(tf.sum(tf.square(x)));
}
