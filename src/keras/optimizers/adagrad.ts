import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface AdagradParameters extends OptimizerParameters {
  readonly initialAccumulatorValue?: number;
  readonly epsilon?: number;
}

const NAMES = ['learningRate', 'initialAccumulatorValue', 'epsilon', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * Adagrad: a += g²; w -= lr g / √(a + ε).
 *
 * @source https://keras.io/api/optimizers/adagrad/
 */
export class Adagrad extends Optimizer {
  override readonly className = 'Adagrad';
  protected override readonly slotNames = ['accumulator'];
  readonly #initialValue: number;
  readonly #epsilon: number;

  constructor(...values: Arguments<AdagradParameters, typeof NAMES>) {
    const {
      initialAccumulatorValue = 0.1,
      epsilon = 1e-7,
      ...optimizer
    } = bindArguments<AdagradParameters>(NAMES, values);
    super('adagrad', optimizer, { initialAccumulatorValue, epsilon });
    this.#initialValue = initialAccumulatorValue;
    this.#epsilon = epsilon;
  }

  protected override initialValueOf(): number {
    return this.#initialValue;
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void {
    const accumulator = this.slot(variable, 'accumulator');
    accumulator.assign(tf.add(accumulator, tf.square(gradient)));
    const scaled = tf.div(tf.mul(learningRate, gradient), tf.sqrt(tf.add(accumulator, this.#epsilon)));
    variable.assign(tf.sub(variable, scaled));
  }
}
