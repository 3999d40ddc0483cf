import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { getActivation, type Activation } from '../activations/get-activation.ts';
import type { InitializerLike } from '../initializers/get-initializer.ts';
import { at } from '../utils/lists.ts';
import { masked, Recurrent, type RecurrentParameters, type States, type StepWeights } from './recurrent.ts';

const SIMPLE_NAMES = ['units', 'activation', 'useBias', 'kernelInitializer', 'recurrentInitializer'] as const;
const GATED_NAMES = [
  'units',
  'activation',
  'recurrentActivation',
  'useBias',
  'kernelInitializer',
  'recurrentInitializer',
] as const;

type SimpleParameters = Omit<RecurrentParameters, 'recurrentActivation'>;

/**
 * h = activation(x kernel + h recurrent_kernel + bias).
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/layers/SimpleRNN
 */
export class SimpleRNN extends Recurrent {
  static override className = 'SimpleRNN';
  protected override readonly gates = 1;

  constructor(...values: Arguments<SimpleParameters, typeof SIMPLE_NAMES>) {
    super('SimpleRNN', bindArguments<SimpleParameters>(SIMPLE_NAMES, values));
  }

  protected override step(projected: tf.Tensor, states: States, weights: StepWeights): States {
    const input = weights.bias ? tf.add(projected, weights.bias) : projected;
    const recurrent = tf.matMul(masked(at(states, 0), weights), weights.recurrentKernel);
    return [this.cell.activation(tf.add(input, recurrent))];
  }
}

interface LSTMParameters extends RecurrentParameters {
  /** Whether the bias of the forget gate starts at 1. */
  readonly unitForgetBias?: boolean;
}

/**
 * Long short-term memory: gates i, f, c, o; c = f c + i activation(..), h = o activation(c).
 *
 * @source https://keras.io/api/layers/recurrent_layers/lstm/
 */
export class LSTM extends Recurrent {
  static override className = 'LSTM';
  protected override readonly gates = 4;
  protected override readonly stateCount = 2;
  readonly #recurrentActivation: Activation;
  readonly #unitForgetBias: boolean;

  constructor(...values: Arguments<LSTMParameters, typeof GATED_NAMES>) {
    const { unitForgetBias = true, ...parameters } = bindArguments<LSTMParameters>(GATED_NAMES, values);
    const recurrentActivation = getActivation(parameters.recurrentActivation ?? 'sigmoid');
    super('LSTM', parameters, { recurrentActivation, unitForgetBias });
    this.#recurrentActivation = recurrentActivation;
    this.#unitForgetBias = unitForgetBias;
  }

  protected override biasInitializer(): InitializerLike {
    const { biasInitializer } = this.cell;
    if (!this.#unitForgetBias) return biasInitializer;
    const part = (gates: number) => biasInitializer.call([gates * this.units]);
    return () => tf.concat([part(1), tf.ones([this.units]), part(2)]);
  }

  protected override step(projected: tf.Tensor, states: States, weights: StepWeights): States {
    const input = weights.bias ? tf.add(projected, weights.bias) : projected;
    const [hidden, carry] = [at(states, 0), at(states, 1)];
    const sums = tf.split(tf.add(input, tf.matMul(masked(hidden, weights), weights.recurrentKernel)), 4, -1);
    const gate = (index: number) => this.#recurrentActivation(at(sums, index));
    const candidate = this.cell.activation(at(sums, 2));
    const nextCarry = tf.add(tf.mul(gate(1), carry), tf.mul(gate(0), candidate));
    return [tf.mul(gate(3), this.cell.activation(nextCarry)), nextCarry];
  }
}

interface GRUParameters extends RecurrentParameters {
  /** Whether the reset gate works on the product with the recurrent kernel, and not on the state before it. */
  readonly resetAfter?: boolean;
}

/**
 * Gated recurrent unit: gates z, r, h; h = z h + (1 - z) activation(..). With `resetAfter`, as by default in Keras, the
 * bias has two rows: of the input and of the state.
 *
 * @source https://keras.io/api/layers/recurrent_layers/gru/
 */
export class GRU extends Recurrent {
  static override className = 'GRU';
  protected override readonly gates = 3;
  readonly #recurrentActivation: Activation;
  readonly #resetAfter: boolean;

  constructor(...values: Arguments<GRUParameters, typeof GATED_NAMES>) {
    const { resetAfter = true, ...parameters } = bindArguments<GRUParameters>(GATED_NAMES, values);
    const recurrentActivation = getActivation(parameters.recurrentActivation ?? 'sigmoid');
    super('GRU', parameters, { recurrentActivation, resetAfter });
    this.#recurrentActivation = recurrentActivation;
    this.#resetAfter = resetAfter;
  }

  protected override get biasShape(): number[] {
    return this.#resetAfter ? [2, 3 * this.units] : [3 * this.units];
  }

  protected override step(projected: tf.Tensor, states: States, weights: StepWeights): States {
    const hidden = at(states, 0);
    const [inputBias, stateBias] = this.#biases(weights);
    const inputs = tf.split(inputBias ? tf.add(projected, inputBias) : projected, 3, -1);
    const state = masked(hidden, weights);
    const sum = (index: number, recurrent: tf.Tensor) => tf.add(at(inputs, index), recurrent);
    if (this.#resetAfter) {
      const products = tf.matMul(state, weights.recurrentKernel);
      const parts = tf.split(stateBias ? tf.add(products, stateBias) : products, 3, -1);
      const update = this.#recurrentActivation(sum(0, at(parts, 0)));
      const reset = this.#recurrentActivation(sum(1, at(parts, 1)));
      return [mix(update, hidden, this.cell.activation(sum(2, tf.mul(reset, at(parts, 2)))))];
    }
    const kernels = tf.split(weights.recurrentKernel, 3, -1);
    const update = this.#recurrentActivation(sum(0, tf.matMul(state, at(kernels, 0))));
    const reset = this.#recurrentActivation(sum(1, tf.matMul(state, at(kernels, 1))));
    return [mix(update, hidden, this.cell.activation(sum(2, tf.matMul(tf.mul(reset, state), at(kernels, 2)))))];
  }

  #biases({ bias }: StepWeights): [tf.Tensor | null, tf.Tensor | null] {
    if (!bias || !this.#resetAfter) return [bias, null];
    const [input, state] = tf.unstack(bias, 0);
    return [input ?? null, state ?? null];
  }
}

/** share old + (1 - share) fresh. */
function mix(share: tf.Tensor, old: tf.Tensor, fresh: tf.Tensor): tf.Tensor {
  return tf.add(tf.mul(share, old), tf.mul(tf.sub(1, share), fresh));
}
