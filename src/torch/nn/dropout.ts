import type { Tensor } from '../tensor.ts';
import { dropout } from './functional.ts';
import { Module } from './module.ts';

/**
 * Sets elements to zero with probability `p` while training, and scales the rest by 1/(1 - p), as torch.nn.Dropout.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html
 */
export class Dropout extends Module {
  readonly p: number;

  constructor(p = 0.5) {
    super();
    this.p = p;
  }

  override forward(x: Tensor): Tensor {
    return dropout(x, this.p, this.training);
  }
}
