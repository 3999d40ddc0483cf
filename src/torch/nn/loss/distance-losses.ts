import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import {
  huberLoss,
  l1Loss,
  mseLoss,
  smoothL1Loss,
  type DeltaParameters,
  type SmoothL1Parameters,
} from '../functional/distance-losses.ts';
import type { ReductionParameters } from '../functional/loss-reduction.ts';
import { Loss } from './loss.ts';

/**
 * (input - target)², averaged. Call: `new MSELoss({ reduction = 'mean' })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html
 */
export class MSELoss extends Loss {
  constructor(...values: Arguments<ReductionParameters, []>) {
    super(bindArguments<ReductionParameters>([], values).reduction);
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return mseLoss(input, target, { reduction: this.reduction });
  }
}

/**
 * |input - target|, averaged. Call: `new L1Loss({ reduction = 'mean' })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.L1Loss.html
 */
export class L1Loss extends Loss {
  constructor(...values: Arguments<ReductionParameters, []>) {
    super(bindArguments<ReductionParameters>([], values).reduction);
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return l1Loss(input, target, { reduction: this.reduction });
  }
}

/**
 * Quadratic up to the distance beta, then linear with the slope 1. Call: `new SmoothL1Loss({ reduction = 'mean', beta = 1 })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.SmoothL1Loss.html
 */
export class SmoothL1Loss extends Loss {
  readonly beta: number;

  constructor(...values: Arguments<SmoothL1Parameters, []>) {
    const { beta = 1, reduction } = bindArguments<SmoothL1Parameters>([], values);
    super(reduction);
    this.beta = beta;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return smoothL1Loss(input, target, { reduction: this.reduction, beta: this.beta });
  }
}

/**
 * Quadratic up to the distance delta, then linear with the slope delta. Call: `new HuberLoss(reduction = 'mean', delta = 1)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.HuberLoss.html
 */
export class HuberLoss extends Loss {
  readonly delta: number;

  constructor(...values: Arguments<DeltaParameters, ['reduction', 'delta']>) {
    const { delta = 1, reduction } = bindArguments<DeltaParameters>(['reduction', 'delta'], values);
    super(reduction);
    this.delta = delta;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return huberLoss(input, target, { reduction: this.reduction, delta: this.delta });
  }
}
