import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { adamHyperparameters, type AdamRule } from '../../engine/optimizer-rule.ts';
import { ValueError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { FusedOptimizer, type FusedStep } from './fused-optimizer.ts';
import { requireAtLeastZero, type OptimizerArguments, type OptimizerOptions } from './optimizer.ts';

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
/** The states: the running means of the gradient and of its square. */
const MEANS = ['expAvg', 'expAvgSq'] as const;

/**
 * Adam, as torch.optim.Adam: p ← p - lr · m̂ / (√v̂ + eps), with m and v the running means of the gradient and of its
 * square, corrected for their start at 0.
 *
 * Call: `new Adam(parameters, { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0, amsgrad = false })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
 */
export class Adam extends FusedOptimizer<AdamOptions> {
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

  protected override progressOf(parameter: Tensor): number {
    return this.stateOf(parameter).step;
  }

  protected override fusedStep(parameters: readonly Tensor[], options: AdamOptions): FusedStep {
    const { weightDecay, decoupledWeightDecay, amsgrad, maximize } = options;
    const rule: AdamRule = {
      kind: 'adam',
      arithmetic: 'pytorch',
      weightDecay: weightDecay === 0 ? 'none' : decoupledWeightDecay ? 'decoupled' : 'coupled',
      maximize,
      amsgrad,
    };
    const states = parameters.map((parameter) => this.stateOf(parameter));
    const hyperparameters = () => {
      for (const state of states) state.step += 1;
      const { lr, betas, eps, weightDecay } = options;
      const numbers = { learningRate: lr, weightDecay, beta1: betas[0], beta2: betas[1], epsilon: eps };
      return adamHyperparameters(rule, { ...numbers, step: states[0]?.step ?? 1 });
    };
    return { rule, stateNames: amsgrad ? [...MEANS, 'maxExpAvgSq'] : MEANS, hyperparameters };
  }
}
