import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { relu } from '../../operations/activations.ts';
import type { Tensor } from '../../tensor.ts';
import { Activation, type InPlaceParameters } from './activation.ts';

type InPlaceArguments = Arguments<InPlaceParameters, ['inplace']>;

function inplaceOf(values: InPlaceArguments): boolean {
  return bindArguments<InPlaceParameters>(['inplace'], values).inplace ?? false;
}

/** max(x, 0), element by element, as torch.nn.ReLU. Call: `new ReLU({ inplace })`. */
export class ReLU extends Activation {
  constructor(...values: InPlaceArguments) {
    super(inplaceOf(values));
  }

  protected activate(x: Tensor): Tensor {
    return relu(x);
  }
}
