import { IndexError, KeyError } from '../../errors.ts';
import { typeOf } from '../member-names.ts';
import { Module } from '../module.ts';

/** A module whose submodules are listed and not written as fields. Each can be read and set as a property, too. */
export abstract class ModuleContainer extends Module {
  readonly #modules = new Map<string, Module>();

  /** Number of modules. */
  get length(): number {
    return this.#modules.size;
  }

  protected override *members(): Generator<readonly [string, unknown]> {
    yield* this.#modules;
    yield* super.members();
  }

  protected override setModule(name: string, module: Module): void {
    this.put(name, module);
  }

  protected get contained(): ReadonlyMap<string, Module> {
    return this.#modules;
  }

  /** Adds a module, or puts it in the place of the one that has this name. */
  protected put(name: string, module: unknown): void {
    if (!(module instanceof Module)) {
      throw new TypeError(`${typeOf(module)} is not a Module subclass: give ${this.getName()} modules alone.`);
    }
    if (!this.#modules.has(name)) this.#define(name);
    this.#modules.set(name, module);
  }

  /** All modules at once. */
  protected replaceAll(modules: readonly (readonly [string, Module])[]): void {
    for (const name of [...this.#modules.keys()]) this.take(name);
    for (const [name, module] of modules) this.put(name, module);
  }

  /** The module with a name. @throws {KeyError} when there is none. */
  protected named(name: string): Module {
    const module = this.#modules.get(name);
    if (!module) throw new KeyError(`'${name}': the names are ${[...this.#modules.keys()].join(', ')}.`);
    return module;
  }

  /** Takes a module out. */
  protected take(name: string): Module {
    const module = this.named(name);
    this.#modules.delete(name);
    Reflect.deleteProperty(this, name);
    return module;
  }

  /** The name of the module at a place, which may count from the end. */
  protected nameAt(index: number): string {
    const name = [...this.#modules.keys()].at(index);
    if (name === undefined || index < -this.length) {
      throw new IndexError(`index ${index} is out of range: there are ${this.length} modules.`);
    }
    return name;
  }

  #define(name: string): void {
    if (name in this) throw new KeyError(`attribute '${name}' already exists`, 'Choose another name.');
    Object.defineProperty(this, name, {
      get: () => this.#modules.get(name),
      set: (module: unknown) => {
        this.put(name, module);
      },
      enumerable: false,
      configurable: true,
    });
  }
}
