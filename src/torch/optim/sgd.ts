import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { sgdHyperparameters, type SgdRule } from '../../engine/optimizer-rule.ts';
import { ValueError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { FusedOptimizer, type FusedStep } from './fused-optimizer.ts';
import { requireAtLeastZero, type OptimizerOptions, type OptimizerArguments } from './optimizer.ts';

interface SgdOptions extends OptimizerOptions {
  /** Factor of the former change that is kept. */
  momentum: number;
  /** Share of the gradient that the momentum leaves out. */
  dampening: number;
  /** Whether the gradient is taken where the momentum leads. */
  nesterov: boolean;
}

const NAMES = ['params', 'lr', 'momentum', 'dampening', 'weightDecay', 'nesterov'] as const;
/** The state: the running sum of gradients. */
const MOMENTUM = 'momentumBuffer';

/**
 * Stochastic gradient descent, as torch.optim.SGD: p ← p - lr · g, with momentum b ← momentum · b + (1 - dampening) · g
 * in the place of g.
 *
 * Call: `new SGD(parameters, { lr = 1e-3, momentum = 0, dampening = 0, weightDecay = 0, nesterov = false, maximize })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export class SGD extends FusedOptimizer<SgdOptions> {
  constructor(...values: Arguments<OptimizerArguments<SgdOptions>, typeof NAMES>) {
    const { params, ...given } = bindRequired<OptimizerArguments<SgdOptions>>(NAMES, 1, values);
    super(params, {
      lr: 1e-3,
      momentum: 0,
      dampening: 0,
      weightDecay: 0,
      nesterov: false,
      maximize: false,
      foreach: null,
      differentiable: false,
      fused: null,
      ...given,
    });
  }

  protected override checkOptions(options: SgdOptions): void {
    super.checkOptions(options);
    const { momentum, dampening, nesterov } = options;
    requireAtLeastZero('momentum value', momentum);
    if (nesterov && (momentum <= 0 || dampening !== 0)) {
      throw new ValueError('Nesterov momentum requires a momentum and zero dampening');
    }
  }

  protected override progressOf(parameter: Tensor): number {
    return this.hasKept(parameter, MOMENTUM) ? 1 : 0;
  }

  protected override fusedStep(parameters: readonly Tensor[], options: SgdOptions): FusedStep {
    const { momentum, nesterov, weightDecay, maximize } = options;
    const rule: SgdRule = {
      kind: 'sgd',
      arithmetic: 'pytorch',
      weightDecay: weightDecay === 0 ? 'none' : 'coupled',
      maximize,
      momentum: momentum !== 0,
      nesterov,
    };
    let isFirst = parameters.some((parameter) => this.progressOf(parameter) === 0);
    const hyperparameters = () => {
      const { lr, momentum, dampening, weightDecay } = options;
      // The momentum starts as the first gradient, undampened.
      const gradientShare = isFirst ? 1 : 1 - dampening;
      isFirst = false;
      return sgdHyperparameters(rule, { learningRate: lr, weightDecay, momentum, gradientShare });
    };
    return { rule, stateNames: rule.momentum ? [MOMENTUM] : [], hyperparameters };
  }
}
