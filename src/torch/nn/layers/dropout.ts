import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { dropout, dropout2d } from '../functional/dropout.ts';
import { Module } from '../module.ts';
import { formatKeywords } from '../python-values.ts';

interface DropoutParameters {
  /** Probability of an element to become 0. */
  readonly p?: number;
  /** Whether the input itself is changed. */
  readonly inplace?: boolean;
}

abstract class DropoutLayer extends Module {
  readonly p: number;
  readonly inplace: boolean;

  constructor(...values: Arguments<DropoutParameters, ['p', 'inplace']>) {
    super();
    const { p = 0.5, inplace = false } = bindArguments<DropoutParameters>(['p', 'inplace'], values);
    if (!(p >= 0 && p <= 1)) throw new ValueError(`dropout probability has to be between 0 and 1, but got ${p}`);
    this.p = p;
    this.inplace = inplace;
  }

  override extraRepr(): string {
    return formatKeywords({ p: this.p, inplace: this.inplace });
  }
}

/**
 * Sets elements to zero with probability `p` while training, and scales the rest by 1/(1 - p), as torch.nn.Dropout.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html
 */
export class Dropout extends DropoutLayer {
  override forward(x: Tensor): Tensor {
    return dropout(x, this.p, this.training, this.inplace);
  }
}

/**
 * Sets whole channels [N, C, ...] to zero with probability `p` while training, as torch.nn.Dropout2d.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout2d.html
 */
export class Dropout2d extends DropoutLayer {
  override forward(x: Tensor): Tensor {
    return dropout2d(x, this.p, this.training, this.inplace);
  }
}
