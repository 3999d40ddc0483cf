import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/** Modules one after the other, as torch.nn.Sequential. Parameters are named by position: `0.weight`. */
export class Sequential extends Module {
  readonly #modules: readonly Module[];

  constructor(...modules: readonly Module[]) {
    super();
    this.#modules = modules;
    // Fields named by position, so that the search for parameters finds them as PyTorch names them.
    Object.assign(this, modules);
  }

  override forward(x: Tensor): Tensor {
    return this.#modules.reduce((output, module) => module.forward(output), x);
  }
}
