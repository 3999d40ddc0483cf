import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Adam, ADAM_ARGUMENTS, type AdamOptions } from './adam.ts';
import type { ParametersArgument } from './optimizer.ts';

/**
 * Adam whose weight decay shrinks the parameters themselves, as torch.optim.AdamW. Its default is 0.01.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html
 */
export class AdamW extends Adam {
  constructor(
    parameters: ParametersArgument<AdamOptions>,
    ...values: Arguments<Partial<AdamOptions>, typeof ADAM_ARGUMENTS>
  ) {
    const options = bindArguments<AdamOptions>(ADAM_ARGUMENTS, values);
    super(parameters, { weightDecay: 0.01, decoupledWeightDecay: true, ...options });
  }
}
