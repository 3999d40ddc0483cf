import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from '../nn/parameter.ts';
import { Optimizer } from './optimizer.ts';

interface AdamOptions {
  readonly lr?: number;
  /** Decay rates of the running means of the gradient and of its square. */
  readonly betas?: readonly [number, number];
  /** Added to the root of the bias-corrected second moment. */
  readonly eps?: number;
}

interface Moments {
  readonly first: tf.Tensor;
  readonly second: tf.Tensor;
}

/**
 * Adam, as torch.optim.Adam, with its defaults: lr 1e-3, betas (0.9, 0.999), eps 1e-8 added after the bias correction.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
 */
export class Adam extends Optimizer {
  readonly #options: Required<AdamOptions>;
  readonly #moments = new Map<Parameter, Moments>();
  #stepCount = 0;

  constructor(parameters: Iterable<Parameter>, { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8 }: AdamOptions = {}) {
    super(parameters);
    this.#options = { lr, betas, eps };
  }

  protected override update(): void {
    this.#stepCount += 1;
    for (const parameter of this.parameters) {
      if (parameter.grad) this.#updateParameter(parameter, parameter.grad.values);
    }
  }

  #updateParameter(parameter: Parameter, gradient: tf.Tensor): void {
    const { lr, betas, eps } = this.#options;
    const before = this.#moments.get(parameter);
    const first = this.keepState(runningMean(before?.first, gradient, betas[0]), before?.first);
    const second = this.keepState(runningMean(before?.second, tf.square(gradient), betas[1]), before?.second);
    this.#moments.set(parameter, { first, second });
    const stepSize = lr / (1 - betas[0] ** this.#stepCount);
    const rootCorrection = Math.sqrt(1 - betas[1] ** this.#stepCount);
    const denominator = tf.add(tf.div(tf.sqrt(second), rootCorrection), eps);
    parameter.replaceValues(tf.sub(parameter.values, tf.mul(tf.div(first, denominator), stepSize)));
  }
}

/** beta · mean + (1 - beta) · value, where the mean starts at 0. */
function runningMean(mean: tf.Tensor | undefined, value: tf.Tensor, beta: number): tf.Tensor {
  const share = tf.mul(value, 1 - beta);
  return mean ? tf.add(tf.mul(mean, beta), share) : share;
}
