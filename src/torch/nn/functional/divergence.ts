import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { xlogy } from '../../operations/logarithms-of-two.ts';
import type { Tensor } from '../../tensor.ts';
import { warn } from '../../warnings.ts';
import { reduceLosses, type Reduction, type Target } from './loss-reduction.ts';

/** 'batchmean' divides the sum by the length of the first axis. */
export type DivergenceReduction = Reduction | 'batchmean';

export interface KlDivParameters {
  readonly reduction?: DivergenceReduction;
  /** Whether the target is given as logarithms. */
  readonly logTarget?: boolean;
}

/**
 * Kullback-Leibler divergence target · (log target - input) of log-probabilities `input`. 'batchmean' gives the
 * divergence as mathematics has it, averaged over the batch.
 *
 * Call: `klDiv(input, target, { reduction = 'mean', logTarget = false })`.
 *
 * @throws {ValueError} for an unknown reduction.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.kl_div.html
 */
export function klDiv(input: Tensor, ...values: Arguments<KlDivParameters & Target, ['target']>): Tensor {
  const {
    target,
    reduction = 'mean',
    logTarget = false,
  } = bindRequired<KlDivParameters & Target>(['target'], 1, values);
  if (reduction === 'mean') {
    warn(
      "reduction: 'mean' divides the total loss by both the batch size and the support size. 'batchmean' divides only " +
        'by the batch size, and aligns with the KL div math definition.',
    );
  }
  const losses = logTarget ? target.exp().mul(target.sub(input)) : xlogy(target, target).sub(target.mul(input));
  if (reduction !== 'batchmean') return reduceLosses(losses, reduction);
  return input.ndim === 0 ? losses.sum() : losses.sum().div(input.size(0));
}
