import type { Tensor } from '../tensor.ts';
import { flatten } from './functional.ts';
import { Module } from './module.ts';

/** Joins all axes after the batch axis, as torch.nn.Flatten: [N, ...] -> [N, features]. */
export class Flatten extends Module {
  override forward(x: Tensor): Tensor {
    return flatten(x);
  }
}
