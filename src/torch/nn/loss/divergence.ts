import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import { klDiv, type DivergenceReduction, type KlDivParameters } from '../functional/divergence.ts';
import { Module } from '../module.ts';

/**
 * Kullback-Leibler divergence of log-probabilities and target probabilities.
 *
 * Call: `new KLDivLoss({ reduction = 'mean', logTarget = false })`; 'batchmean' is the mathematical one.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.KLDivLoss.html
 */
export class KLDivLoss extends Module {
  readonly reduction: DivergenceReduction;
  readonly logTarget: boolean;

  constructor(...values: Arguments<KlDivParameters, []>) {
    super();
    const { reduction = 'mean', logTarget = false } = bindArguments<KlDivParameters>([], values);
    this.reduction = reduction;
    this.logTarget = logTarget;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return klDiv(input, target, { reduction: this.reduction, logTarget: this.logTarget });
  }
}
