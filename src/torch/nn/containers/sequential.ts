import type { Tensor } from '../../tensor.ts';
import { Module } from '../module.ts';
import { IndexedContainer } from './indexed-container.ts';

/**
 * Modules one after the other, as torch.nn.Sequential: each gets the output of the one before.
 *
 * Call: `new Sequential(a, b)`, whose modules are named `0` and `1`, or `new Sequential({ conv: a, act: b })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html
 */
export class Sequential extends IndexedContainer {
  constructor(...modules: readonly (Module | Readonly<Record<string, Module>>)[]) {
    super();
    for (const [place, module] of modules.entries()) {
      const named = isNamed(module) ? Object.entries(module) : [[String(place), module] as const];
      for (const [name, each] of named) this.put(name, each);
    }
  }

  override forward(x: Tensor): Tensor {
    return [...this].reduce((output, module) => module.forward(output), x);
  }
}

/** Whether it is a record of modules by name; what else it is `put` judges. */
function isNamed(module: object): module is Readonly<Record<string, Module>> {
  return Object.getPrototypeOf(module) === Object.prototype;
}
