import type { Tensor } from '../../tensor.ts';
import { Module } from '../module.ts';

/**
 * Its input, as torch.nn.Identity, which takes any arguments and forgets them.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Identity.html
 */
export class Identity extends Module {
  constructor(...ignored: readonly unknown[]) {
    super();
    ignored.forEach(() => undefined);
  }

  override forward(x: Tensor): Tensor {
    return x;
  }
}
