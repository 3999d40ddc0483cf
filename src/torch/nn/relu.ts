import type { Tensor } from '../tensor.ts';
import { relu } from './functional.ts';
import { Module } from './module.ts';

/** max(x, 0), element by element, as torch.nn.ReLU. */
export class ReLU extends Module {
  override forward(x: Tensor): Tensor {
    return relu(x);
  }
}
