import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import {
  Optimizer,
  requireAtLeastZero,
  runningMean,
  runningMeanOfSquares,
  type OptimizerOptions,
  type OptimizerArguments,
} from './optimizer.ts';

export interface AdamOptions extends OptimizerOptions {
  /** Decay rates of the running means of the gradient and of its square. */
  betas: readonly [number, number];
  /** Added to the root of the bias-corrected second moment. */
  eps: number;
  /** Whether to divide by the largest second moment so far. */
  amsgrad: boolean;
  /** Whether weight decay shrinks the parameter itself, as in AdamW, instead of entering the gradient. */
  decoupledWeightDecay: boolean;
}

export const ADAM_ARGUMENTS = ['params', 'lr', 'betas', 'eps', 'weightDecay', 'amsgrad'] as const;

/**
 * Adam, as torch.optim.Adam: p ← p - lr · m̂ / (√v̂ + eps), with m and v the running means of the gradient and of its
 * square, corrected for their start at 0.
 *
 * Call: `new Adam(parameters, { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0, amsgrad = false })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
 */
export class Adam extends Optimizer<AdamOptions> {
  constructor(...values: Arguments<OptimizerArguments<AdamOptions>, typeof ADAM_ARGUMENTS>) {
    const { params, ...given } = bindRequired<OptimizerArguments<AdamOptions>>(ADAM_ARGUMENTS, 1, values);
    super(params, {
      lr: 1e-3,
      betas: [0.9, 0.999],
      eps: 1e-8,
      weightDecay: 0,
      amsgrad: false,
      maximize: false,
      decoupledWeightDecay: false,
      foreach: null,
      differentiable: false,
      fused: null,
      capturable: false,
      ...given,
    });
  }

  protected override checkOptions(options: AdamOptions): void {
    super.checkOptions(options);
    requireAtLeastZero('epsilon value', options.eps);
    options.betas.forEach((beta, index) => {
      if (!(beta >= 0 && beta < 1)) throw new ValueError(`Invalid beta parameter at index ${index}: ${beta}`);
    });
  }

  protected override update(
    parameter: Tensor,
    values: tf.Tensor,
    gradient: tf.Tensor,
    options: AdamOptions,
  ): tf.Tensor {
    const { lr, betas, eps, weightDecay, decoupledWeightDecay } = options;
    const state = this.stateOf(parameter);
    state.step += 1;
    const shrunk = decoupledWeightDecay && weightDecay > 0 ? tf.mul(values, 1 - lr * weightDecay) : values;
    const penalized = decoupledWeightDecay ? gradient : this.withWeightDecay(gradient, values, options);
    const mean = this.keep(parameter, 'expAvg', runningMean(this.kept(parameter, 'expAvg'), penalized, betas[0]));
    const second = this.#secondMoment(parameter, penalized, options);
    const stepSize = lr / (1 - betas[0] ** state.step);
    const rootCorrection = Math.sqrt(1 - betas[1] ** state.step);
    const denominator = tf.add(tf.div(tf.sqrt(second), rootCorrection), eps);
    return tf.sub(shrunk, tf.div(tf.mul(mean, stepSize), denominator));
  }

  #secondMoment(parameter: Tensor, gradient: tf.Tensor, { betas, amsgrad }: AdamOptions): tf.Tensor {
    const before = this.kept(parameter, 'expAvgSq');
    const second = this.keep(parameter, 'expAvgSq', runningMeanOfSquares(before, gradient, betas[1]));
    if (!amsgrad) return second;
    const largest = this.kept(parameter, 'maxExpAvgSq');
    return this.keep(parameter, 'maxExpAvgSq', largest ? tf.maximum(largest, second) : second);
  }
}
