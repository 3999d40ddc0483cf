import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { Optimizer, requireAtLeastZero, type OptimizerOptions, type OptimizerArguments } from './optimizer.ts';

interface SgdOptions extends OptimizerOptions {
  /** Factor of the former change that is kept. */
  momentum: number;
  /** Share of the gradient that the momentum leaves out. */
  dampening: number;
  /** Whether the gradient is taken where the momentum leads. */
  nesterov: boolean;
}

const NAMES = ['params', 'lr', 'momentum', 'dampening', 'weightDecay', 'nesterov'] as const;

/**
 * Stochastic gradient descent, as torch.optim.SGD: p ← p - lr · g, with momentum b ← momentum · b + (1 - dampening) · g
 * in the place of g.
 *
 * Call: `new SGD(parameters, { lr = 1e-3, momentum = 0, dampening = 0, weightDecay = 0, nesterov = false, maximize })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
 */
export class SGD extends Optimizer<SgdOptions> {
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

  protected override update(parameter: Tensor, values: tf.Tensor, gradient: tf.Tensor, options: SgdOptions): tf.Tensor {
    const { lr, momentum, nesterov } = options;
    const penalized = this.withWeightDecay(gradient, values, options);
    if (momentum === 0) return tf.sub(values, tf.mul(penalized, lr));
    const change = this.#withMomentum(parameter, penalized, options);
    const direction = nesterov ? tf.add(penalized, tf.mul(change, momentum)) : change;
    return tf.sub(values, tf.mul(direction, lr));
  }

  /** The running sum of gradients; it starts as the first gradient, undampened. */
  #withMomentum(parameter: Tensor, gradient: tf.Tensor, { momentum, dampening }: SgdOptions): tf.Tensor {
    const before = this.kept(parameter, 'momentumBuffer');
    const next = before ? tf.add(tf.mul(before, momentum), tf.mul(gradient, 1 - dampening)) : gradient;
    return this.keep(parameter, 'momentumBuffer', next);
  }
}
