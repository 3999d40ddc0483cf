import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from '../nn/parameter.ts';

/** Base of the optimizers, as torch.optim.Optimizer. */
export abstract class Optimizer {
  protected readonly parameters: readonly Parameter[];
  #states: tf.Tensor[] = [];

  constructor(parameters: Iterable<Parameter>) {
    this.parameters = [...parameters];
  }

  /** One update of every parameter that has a gradient. */
  step(): void {
    tf.tidy(() => {
      this.update();
    });
  }

  protected abstract update(): void;

  /** Clears all gradients; the next backward starts anew. */
  zeroGrad(): void {
    for (const parameter of this.parameters) parameter.zeroGrad();
  }

  /** Frees the optimizer's state, not the parameters. */
  dispose(): void {
    tf.dispose(this.#states);
    this.#states = [];
  }

  /** Replaces a state tensor by its next value, which outlives the step. */
  protected keepState(next: tf.Tensor, previous: tf.Tensor | undefined): tf.Tensor {
    const kept = tf.keep(next);
    this.#states = this.#states.filter((state) => state !== previous);
    this.#states.push(kept);
    previous?.dispose();
    return kept;
  }
}
