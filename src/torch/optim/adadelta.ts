import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { ComposedOptimizer, runningMeanOfSquares } from './composed-optimizer.ts';
import { requireAtLeastZero, type OptimizerOptions, type OptimizerArguments } from './optimizer.ts';

interface AdadeltaOptions extends OptimizerOptions {
  /** Decay rate of the running means of squared gradients and of squared changes. */
  rho: number;
  /** Added under both roots. */
  eps: number;
}

const NAMES = ['params', 'lr', 'rho', 'eps', 'weightDecay'] as const;

/**
 * Adadelta, as torch.optim.Adadelta: each change is the gradient times the ratio of the sizes of former changes and
 * gradients.
 *
 * Call: `new Adadelta(parameters, { lr = 1, rho = 0.9, eps = 1e-6, weightDecay = 0 })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html
 */
export class Adadelta extends ComposedOptimizer<AdadeltaOptions> {
  constructor(...values: Arguments<OptimizerArguments<AdadeltaOptions>, typeof NAMES>) {
    const { params, ...given } = bindRequired<OptimizerArguments<AdadeltaOptions>>(NAMES, 1, values);
    super(params, {
      lr: 1,
      rho: 0.9,
      eps: 1e-6,
      weightDecay: 0,
      maximize: false,
      foreach: null,
      differentiable: false,
      capturable: false,
      ...given,
    });
  }

  protected override checkOptions(options: AdadeltaOptions): void {
    super.checkOptions(options);
    requireAtLeastZero('epsilon value', options.eps);
    if (!(options.rho >= 0 && options.rho <= 1)) throw new ValueError(`Invalid rho value: ${options.rho}`);
  }

  protected override update(
    parameter: Tensor,
    values: tf.Tensor,
    gradient: tf.Tensor,
    options: AdadeltaOptions,
  ): tf.Tensor {
    const { rho, eps } = options;
    const state = this.stateOf(parameter);
    const rate = this.stepNumber(() => {
      state.step += 1;
      return options.lr;
    });
    const penalized = this.withWeightDecay(gradient, values, options);
    const formerSquares = this.kept(parameter, 'squareAvg');
    const squares = this.keep(parameter, 'squareAvg', runningMeanOfSquares(formerSquares, penalized, rho));
    const formerChanges = this.kept(parameter, 'accDelta') ?? tf.zerosLike(values);
    const ratio = tf.div(tf.sqrt(tf.add(formerChanges, eps)), tf.sqrt(tf.add(squares, eps)));
    const change = tf.mul(ratio, penalized);
    this.keep(parameter, 'accDelta', runningMeanOfSquares(formerChanges, change, rho));
    return tf.sub(values, tf.mul(change, rate));
  }
}
