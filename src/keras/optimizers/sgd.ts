import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { Optimizer } from './optimizer.ts';
import { COMMON_NAMES, type OptimizerParameters } from './optimizer-parameters.ts';

interface SGDParameters extends OptimizerParameters {
  readonly momentum?: number;
  readonly nesterov?: boolean;
}

const NAMES = ['learningRate', 'momentum', 'nesterov', 'weightDecay', ...COMMON_NAMES] as const;

/**
 * Gradient descent with momentum: v = momentum v - lr g; w += v, or with `nesterov` w += momentum v - lr g.
 *
 * @throws {ValueError} unless momentum is from 0 to 1.
 * @source https://keras.io/api/optimizers/sgd/
 */
export class SGD extends Optimizer {
  override readonly className = 'SGD';
  protected override readonly slotNames: readonly string[];
  readonly #momentum: number;
  readonly #nesterov: boolean;

  constructor(...values: Arguments<SGDParameters, typeof NAMES>) {
    const { momentum = 0, nesterov = false, ...optimizer } = bindArguments<SGDParameters>(NAMES, values);
    if (momentum < 0 || momentum > 1) throw new ValueError(`SGD: momentum must be from 0 to 1, got ${momentum}.`);
    super('sgd', { learningRate: 0.01, ...optimizer }, { momentum, nesterov });
    this.#momentum = momentum;
    this.#nesterov = nesterov;
    this.slotNames = momentum === 0 ? [] : ['momentum'];
  }

  protected override updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: number): void {
    const step = tf.mul(gradient, learningRate);
    if (this.#momentum === 0) {
      variable.assign(tf.sub(variable, step));
      return;
    }
    const velocity = this.slot(variable, 'momentum');
    velocity.assign(tf.sub(tf.mul(velocity, this.#momentum), step));
    const change = this.#nesterov ? tf.sub(tf.mul(velocity, this.#momentum), step) : velocity;
    variable.assign(tf.add(variable, change));
  }
}
