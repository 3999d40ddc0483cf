import type { Tensor } from '../../tensor.ts';
import { Module } from '../module.ts';
import { ModuleContainer } from './module-container.ts';

/**
 * Modules one after the other, as torch.nn.Sequential: each gets the output of the one before.
 *
 * Call: `new Sequential(a, b)`, whose modules are named `0`, `1`, or `new Sequential({ conv: a, act: b })`. A module is
 * read as `model[0]`, `model.at(-1)`, or by its name.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html
 */
export class Sequential extends ModuleContainer {
  [index: number]: Module;

  constructor(...modules: readonly Module[] | readonly [Readonly<Record<string, Module>>]) {
    super();
    const [first] = modules;
    const named =
      modules.length === 1 && first && !(first instanceof Module) ? Object.entries(first) : modules.entries();
    for (const [name, module] of named) this.put(String(name), module);
  }

  override forward(x: Tensor): Tensor {
    return [...this].reduce((output, module) => module.forward(output), x);
  }

  [Symbol.iterator](): IterableIterator<Module> {
    return this.contained.values();
  }

  /** The module at a place, which may count from the end. @throws {IndexError} when there is none. */
  at(index: number): Module {
    return this.named(this.nameAt(index));
  }

  /** Adds a module at the end. */
  append(module: Module): this {
    this.put(String(this.length), module);
    return this;
  }

  /** Adds modules at the end. */
  extend(modules: Iterable<Module>): this {
    for (const module of modules) this.append(module);
    return this;
  }

  /** Adds a module in front of the one at `index`; all are named by their places then. */
  insert(index: number, module: Module): this {
    const modules = [...this];
    modules.splice(index, 0, module);
    this.replaceAll(modules.map((each, place) => [String(place), each]));
    return this;
  }

  /** Takes the module at a place out, the last by default, and returns it; the ones after it move up. */
  pop(index = -1): Module {
    const module = this.take(this.nameAt(index));
    this.replaceAll([...this].map((each, place) => [String(place), each]));
    return module;
  }
}
