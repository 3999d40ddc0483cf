import { bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Adam, ADAM_ARGUMENTS, type AdamOptions } from './adam.ts';
import type { OptimizerArguments } from './optimizer.ts';

/**
 * Adam whose weight decay shrinks the parameters themselves, as torch.optim.AdamW. Its default is 0.01.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html
 */
export class AdamW extends Adam {
  constructor(...values: Arguments<OptimizerArguments<AdamOptions>, typeof ADAM_ARGUMENTS>) {
    const given = bindRequired<OptimizerArguments<AdamOptions>>(ADAM_ARGUMENTS, 1, values);
    super({ weightDecay: 0.01, decoupledWeightDecay: true, ...given });
  }
}
