import * as tf from '@tensorflow/tfjs-core';
import { layers, type Shape } from '@tensorflow/tfjs-layers';
import { Mt19937 } from '../engine/random/mt19937.ts';

interface DropoutOptions {
  /** Probability of zero, at least 0 and below 1. */
  readonly rate: number;
  readonly seed: number;
  /** Without the batch axis; for a first layer. */
  readonly inputShape?: number[];
}

/**
 * keras.layers.Dropout with a seed that starts a sequence of masks. The layer of tfjs draws the same mask at every step
 * when it is seeded, and an unrepeatable one when it is not.
 */
export class Dropout extends layers.Layer {
  static readonly className = 'DuetDropout';
  readonly #rate: number;
  readonly #generator: Mt19937;

  constructor({ rate, seed, ...layer }: DropoutOptions) {
    super(layer);
    this.#rate = rate;
    this.#generator = new Mt19937(seed);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      if (!x) throw new TypeError('Dropout: expected one input.');
      if (!training || this.#rate === 0) return tf.clone(x);
      return tf.mul(x, this.#mask(x));
    });
  }

  /** 0 with probability `rate`, else 1 / (1 - rate). */
  #mask(x: tf.Tensor): tf.Tensor {
    const threshold = this.#rate * 2 ** 32;
    const kept = 1 / (1 - this.#rate);
    const draw = () => (this.#generator.nextUint32() < threshold ? 0 : kept);
    return tf.tensor(Float32Array.from({ length: x.size }, draw), x.shape);
  }
}
