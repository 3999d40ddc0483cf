import type { Tensor } from '../tensor.ts';
import { maxPool2d } from './functional.ts';
import { Module } from './module.ts';

/**
 * Max pooling with windows side by side, as torch.nn.MaxPool2d: x [N, C, H, W] -> [N, C, ⌊H/k⌋, ⌊W/k⌋].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html
 */
export class MaxPool2d extends Module {
  readonly kernelSize: number;

  constructor(kernelSize: number) {
    super();
    this.kernelSize = kernelSize;
  }

  override forward(x: Tensor): Tensor {
    return maxPool2d(x, this.kernelSize);
  }
}
