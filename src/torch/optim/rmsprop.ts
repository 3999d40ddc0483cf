import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../tensor.ts';
import { ComposedOptimizer, runningMean, runningMeanOfSquares } from './composed-optimizer.ts';
import { requireAtLeastZero, type OptimizerOptions, type OptimizerArguments } from './optimizer.ts';

interface RmspropOptions extends OptimizerOptions {
  /** Decay rate of the running mean of squared gradients. */
  alpha: number;
  /** Added to the root of that mean. */
  eps: number;
  /** Factor of the former change that is kept. */
  momentum: number;
  /** Whether to divide by the spread of the gradients instead of their size. */
  centered: boolean;
}

const NAMES = ['params', 'lr', 'alpha', 'eps', 'weightDecay', 'momentum', 'centered'] as const;

/**
 * RMSprop, as torch.optim.RMSprop: p ← p - lr · g / (√v + eps), with v the running mean of g².
 *
 * Call: `new RMSprop(parameters, { lr = 1e-2, alpha = 0.99, eps = 1e-8, weightDecay = 0, momentum = 0, centered })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
 */
export class RMSprop extends ComposedOptimizer<RmspropOptions> {
  constructor(...values: Arguments<OptimizerArguments<RmspropOptions>, typeof NAMES>) {
    const { params, ...given } = bindRequired<OptimizerArguments<RmspropOptions>>(NAMES, 1, values);
    super(params, {
      lr: 1e-2,
      alpha: 0.99,
      eps: 1e-8,
      weightDecay: 0,
      momentum: 0,
      centered: false,
      maximize: false,
      foreach: null,
      differentiable: false,
      capturable: false,
      ...given,
    });
  }

  protected override checkOptions(options: RmspropOptions): void {
    super.checkOptions(options);
    requireAtLeastZero('epsilon value', options.eps);
    requireAtLeastZero('momentum value', options.momentum);
    requireAtLeastZero('alpha value', options.alpha);
  }

  protected override update(
    parameter: Tensor,
    values: tf.Tensor,
    gradient: tf.Tensor,
    options: RmspropOptions,
  ): tf.Tensor {
    const { eps, momentum } = options;
    const state = this.stateOf(parameter);
    const rate = this.stepNumber(() => {
      state.step += 1;
      return options.lr;
    });
    const penalized = this.withWeightDecay(gradient, values, options);
    const scaled = tf.div(penalized, tf.add(this.#size(parameter, penalized, options), eps));
    if (momentum === 0) return tf.sub(values, tf.mul(scaled, rate));
    const before = this.kept(parameter, 'momentumBuffer');
    const change = this.keep(parameter, 'momentumBuffer', before ? tf.add(tf.mul(before, momentum), scaled) : scaled);
    return tf.sub(values, tf.mul(change, rate));
  }

  /** √v, or with `centered` the root of the variance. */
  #size(parameter: Tensor, gradient: tf.Tensor, { alpha, centered }: RmspropOptions): tf.Tensor {
    const before = this.kept(parameter, 'squareAvg');
    const squares = this.keep(parameter, 'squareAvg', runningMeanOfSquares(before, gradient, alpha));
    if (!centered) return tf.sqrt(squares);
    const mean = this.keep(parameter, 'gradAvg', runningMean(this.kept(parameter, 'gradAvg'), gradient, alpha));
    return tf.sqrt(tf.sub(squares, tf.square(mean)));
  }
}
