import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../tensor.ts';
import { ComposedOptimizer } from './composed-optimizer.ts';
import { requireAtLeastZero, type OptimizerOptions, type OptimizerArguments } from './optimizer.ts';

interface AdagradOptions extends OptimizerOptions {
  /** How the learning rate falls: lr / (1 + (step - 1) · lrDecay). */
  lrDecay: number;
  /** What the sum of squared gradients starts from. */
  initialAccumulatorValue: number;
  /** Added to the root of that sum. */
  eps: number;
}

const NAMES = ['params', 'lr', 'lrDecay', 'weightDecay', 'initialAccumulatorValue', 'eps'] as const;

/**
 * Adagrad, as torch.optim.Adagrad: p ← p - lr · g / (√s + eps), with s the sum of all g².
 *
 * Call: `new Adagrad(parameters, { lr = 1e-2, lrDecay = 0, weightDecay = 0, initialAccumulatorValue = 0, eps = 1e-10 })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
 */
export class Adagrad extends ComposedOptimizer<AdagradOptions> {
  constructor(...values: Arguments<OptimizerArguments<AdagradOptions>, typeof NAMES>) {
    const { params, ...given } = bindRequired<OptimizerArguments<AdagradOptions>>(NAMES, 1, values);
    super(params, {
      lr: 1e-2,
      lrDecay: 0,
      weightDecay: 0,
      initialAccumulatorValue: 0,
      eps: 1e-10,
      maximize: false,
      foreach: null,
      differentiable: false,
      fused: null,
      ...given,
    });
  }

  protected override checkOptions(options: AdagradOptions): void {
    super.checkOptions(options);
    requireAtLeastZero('lr_decay value', options.lrDecay);
    requireAtLeastZero('initial_accumulator_value value', options.initialAccumulatorValue);
    requireAtLeastZero('epsilon value', options.eps);
  }

  protected override update(
    parameter: Tensor,
    values: tf.Tensor,
    gradient: tf.Tensor,
    options: AdagradOptions,
  ): tf.Tensor {
    const { initialAccumulatorValue, eps } = options;
    const state = this.stateOf(parameter);
    const rate = this.stepNumber(() => {
      state.step += 1;
      return options.lr / (1 + (state.step - 1) * options.lrDecay);
    });
    const penalized = this.withWeightDecay(gradient, values, options);
    const before = this.kept(parameter, 'sum') ?? tf.fill(values.shape, initialAccumulatorValue);
    const sum = this.keep(parameter, 'sum', tf.add(before, tf.square(penalized)));
    return tf.sub(values, tf.div(tf.mul(penalized, rate), tf.add(tf.sqrt(sum), eps)));
  }
}
