import type { Module } from '../module.ts';
import { ModuleContainer } from './module-container.ts';

/** Modules by name. */
type NamedModules = Readonly<Record<string, Module>> | Iterable<readonly [string, Module]>;

/**
 * Modules by name, in the order in which they were added, as torch.nn.ModuleDict.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleDict.html
 */
export class ModuleDict extends ModuleContainer {
  constructor(modules: NamedModules = {}) {
    super();
    this.update(modules);
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.keys();
  }

  /** The module with a name. @throws {KeyError} when there is none. */
  get(name: string): Module {
    return this.named(name);
  }

  /** Adds a module, or puts it in the place of the one that has this name. */
  set(name: string, module: Module): this {
    this.put(name, module);
    return this;
  }

  has(name: string): boolean {
    return this.contained.has(name);
  }

  keys(): IterableIterator<string> {
    return this.contained.keys();
  }

  values(): IterableIterator<Module> {
    return this.contained.values();
  }

  /** Names and modules. */
  items(): IterableIterator<[string, Module]> {
    return this.contained.entries();
  }

  /** Takes the module with a name out, and returns it. @throws {KeyError} when there is none. */
  pop(name: string): Module {
    return this.take(name);
  }

  /** Takes all modules out. */
  clear(): void {
    this.replaceAll([]);
  }

  /** Adds modules, which take the places of those with the same names. */
  update(modules: NamedModules): void {
    const entries = Symbol.iterator in modules ? modules : Object.entries(modules);
    for (const [name, module] of entries) this.put(name, module);
  }
}
