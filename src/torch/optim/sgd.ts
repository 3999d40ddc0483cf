import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from '../nn/parameter.ts';
import { Optimizer } from './optimizer.ts';

/**
 * Stochastic gradient descent, as torch.optim.SGD: p ← p - lr · g.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export class SGD extends Optimizer {
  readonly #learningRate: number;

  constructor(parameters: Iterable<Parameter>, { lr }: { readonly lr: number }) {
    super(parameters);
    this.#learningRate = lr;
  }

  protected override update(): void {
    for (const parameter of this.parameters) {
      if (!parameter.grad) continue;
      const change = tf.mul(parameter.grad.values, this.#learningRate);
      parameter.replaceValues(tf.sub(parameter.values, change));
    }
  }
}
