import type { Module } from '../module.ts';
import { ModuleContainer } from './module-container.ts';

/** A container whose modules have places, as a list's: they are read as `list[0]`, `list.at(-1)`, or gone through. */
export abstract class IndexedContainer extends ModuleContainer {
  [index: number]: Module;

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
    this.#renumber([...this].toSpliced(index, 0, module));
    return this;
  }

  /** Takes the module at a place out, the last by default, and returns it; the ones after it move up. */
  pop(index = -1): Module {
    const module = this.take(this.nameAt(index));
    this.#renumber([...this]);
    return module;
  }

  /** The modules from `start` up to `end`, under their names, in a container of the same kind. Either may count from the end. */
  slice(start?: number, end?: number): this {
    const part = Reflect.construct(this.constructor, []) as this;
    for (const [name, module] of [...this.contained].slice(start, end)) part.addSliced(name, module);
    return part;
  }

  /** Takes a module into a new container that is a part of another. */
  protected addSliced(name: string, module: Module): void {
    this.put(name, module);
  }

  #renumber(modules: readonly Module[]): void {
    this.replaceAll(modules.map((module, place) => [String(place), module]));
  }
}
