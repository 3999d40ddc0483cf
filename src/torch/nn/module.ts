import { bindArguments, bindRequired, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { AttributeError, NotImplementedError, ValueError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { defineBuffer } from './buffer-field.ts';
import { clearGradient, type ZeroGradParameters } from './clear-gradient.ts';
import { fieldOf, memberNamed, requireFreeName, requireKind, splitPath, typeOf } from './member-names.ts';
import {
  ModuleHooks,
  type BackwardHook,
  type BackwardPreHook,
  type ForwardHook,
  type ForwardPreHook,
  type HookHandle,
  type HookParameters,
} from './module-hooks.ts';
import { formatModule } from './module-printing.ts';
import { Parameter } from './parameter.ts';
import { loadState, type IncompatibleKeys, type StateDict } from './state-dict.ts';

interface Walk {
  /** Comes before every name. */
  readonly prefix?: string;
  /** Whether submodules are walked as well. */
  readonly recurse?: boolean;
  /** Whether what is reached twice comes only once. */
  readonly removeDuplicate?: boolean;
}

const WALK = ['prefix', 'recurse', 'removeDuplicate'] as const;
type WalkArguments = Arguments<Walk, typeof WALK>;

/**
 * Base of every layer and model, as torch.nn.Module.
 *
 * A subclass assigns parameters and submodules to its fields and overrides `forward`. They are found among the fields, in
 * the order in which those were assigned; buffers are fields that `registerBuffer` made.
 *
 * Python calls a module as a function, and that runs its hooks before and after `forward`. Here `module.forward(x)` is
 * that call: on every instance, `forward` is the subclass's with the hooks around it. `module.call(x)` is the same, and
 * `super.forward(x)` inside of a subclass is the plain method without hooks.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html
 */
export class Module {
  /** Whether dropout and its like act. Set by `train` and `eval`. */
  training = true;
  /** Whether equal submodules that follow each other are printed as one line. */
  readonly collapsesEqualChildren: boolean = false;
  readonly #hooks = new ModuleHooks();
  /** By the field that holds it, how each buffer is named in paths, and whether the state dict has it. */
  readonly #buffers = new Map<string, { readonly name: string; readonly persistent: boolean }>();

  constructor() {
    // A subclass's `forward` is on its prototype, which the field covers. Looked up at each call: lazy layers change it.
    Object.defineProperty(this, 'forward', {
      value: (...inputs: readonly Tensor[]) => this.call(...inputs),
      configurable: true,
      writable: true,
    });
  }

  /** What the module computes. @throws {NotImplementedError} unless a subclass overrides it. */
  forward(...inputs: readonly Tensor[]): Tensor {
    throw new NotImplementedError(
      `Module [${this.getName()}] is missing the required "forward" function: it got ${inputs.length} ` +
        'inputs and has nothing to do with them',
      'Override forward in the class.',
    );
  }

  /** Runs `forward` with the hooks: Python's `module(x)`. */
  call(...inputs: readonly Tensor[]): Tensor {
    const methods = Object.getPrototypeOf(this) as Module;
    return this.#hooks.run(this, inputs, (seen) => methods.forward.apply(this, [...seen]));
  }

  /** Every parameter with its path, such as `conv1.weight`. Call: `namedParameters(prefix, recurse, removeDuplicate)`. */
  *namedParameters(...values: WalkArguments): Generator<[string, Parameter]> {
    yield* this.#namedTensors(values, function* (module) {
      for (const [name, value] of module.members()) if (value instanceof Parameter) yield [name, value];
    });
  }

  /** Every parameter, a shared one once. */
  *parameters(...values: Arguments<Pick<Walk, 'recurse'>, ['recurse']>): Generator<Parameter> {
    const { recurse = true } = bindArguments<Walk>(['recurse'], values);
    for (const [, parameter] of this.namedParameters({ recurse })) yield parameter;
  }

  /** Every buffer with its path, such as `norm.running_mean`. Call: `namedBuffers(prefix, recurse, removeDuplicate)`. */
  *namedBuffers(...values: WalkArguments): Generator<[string, Tensor]> {
    yield* this.#namedTensors(values, function* (module) {
      for (const [name, buffer] of module.#ownBuffers()) yield [name, buffer];
    });
  }

  /** Every buffer. */
  *buffers(...values: Arguments<Pick<Walk, 'recurse'>, ['recurse']>): Generator<Tensor> {
    const { recurse = true } = bindArguments<Walk>(['recurse'], values);
    for (const [, buffer] of this.namedBuffers({ recurse })) yield buffer;
  }

  /** The direct submodules with their names; without `removeDuplicate` one that has two names comes twice. */
  *namedChildren(removeDuplicate = true): Generator<[string, Module]> {
    const seen = new Set<Module>();
    for (const [name, value] of this.members()) {
      if (!(value instanceof Module) || (removeDuplicate && seen.has(value))) continue;
      seen.add(value);
      yield [name, value];
    }
  }

  /** The direct submodules. */
  *children(): Generator<Module> {
    for (const [, child] of this.namedChildren()) yield child;
  }

  /** This module, as '', and all below it with their paths. */
  *namedModules(
    ...values: Arguments<Omit<Walk, 'recurse'>, ['prefix', 'removeDuplicate']>
  ): Generator<[string, Module]> {
    const { prefix = '', removeDuplicate = true } = bindArguments<Walk>(['prefix', 'removeDuplicate'], values);
    yield* this.#walk(prefix, removeDuplicate ? new Set() : null);
  }

  /** This module and all below it. */
  *modules(): Generator<Module> {
    for (const [, module] of this.namedModules()) yield module;
  }

  /**
   * Adds a tensor that is no parameter and yet part of the state; `null` holds its place. Paths and state dicts have it
   * under `name`, as PyTorch's files do, and the module in the field of that name in camelCase: `running_mean` is
   * `this.runningMean`.
   */
  registerBuffer(...values: Arguments<BufferParameters, typeof BUFFER>): void {
    const { name, tensor, persistent = true } = bindRequired<BufferParameters>(BUFFER, 2, values);
    const field = fieldOf(name);
    requireFreeName(field, Reflect.get(this, field), (value) => value instanceof Tensor && this.#buffers.has(field));
    requireKind(tensor, Tensor, `buffer '${name}' (torch Tensor or None required)`);
    this.#buffers.set(field, { name, persistent });
    defineBuffer(this, field, tensor);
  }

  /** Makes the field `name` a parameter. `null` holds its place. */
  registerParameter(...values: Arguments<ParameterParameters, ['name', 'param']>): void {
    const { name, param } = bindRequired<ParameterParameters>(['name', 'param'], 2, values);
    requireFreeName(name, Reflect.get(this, name), (value) => value instanceof Parameter);
    requireKind(param, Parameter, `parameter '${name}' (torch.nn.Parameter or None required)`);
    Reflect.set(this, name, param);
  }

  /** Makes the field `name` a submodule. */
  registerModule(...values: Arguments<ModuleParameters, ['name', 'module']>): void {
    const { name, module } = bindRequired<ModuleParameters>(['name', 'module'], 2, values);
    requireFreeName(name, Reflect.get(this, name), (value) => value instanceof Module);
    if (!((module as unknown) instanceof Module)) throw new TypeError(`${typeOf(module)} is not a Module subclass`);
    this.setModule(name, module);
  }

  /** Makes the field `name` a submodule. */
  addModule(...values: Arguments<ModuleParameters, ['name', 'module']>): void {
    this.registerModule(...values);
  }

  /** Where a submodule is kept: in the field of its name. For containers, which have them elsewhere. */
  protected setModule(name: string, module: Module): void {
    Reflect.set(this, name, module);
  }

  /** The module at a path such as `features.0`; '' is this one. @throws {AttributeError} when there is none. */
  getSubmodule(target: string): Module {
    if (target === '') return this;
    return target.split('.').reduce((module: Module, name) => {
      const child = memberNamed(module.members(), name, module.getName());
      if (child instanceof Module) return child;
      throw new AttributeError(`\`${name}\` is not an nn.Module: see namedModules() for the paths.`);
    }, this);
  }

  /** The parameter at a path such as `features.0.weight`. @throws {AttributeError} when there is none. */
  getParameter(target: string): Parameter {
    const [path, name] = splitPath(target);
    const module = this.getSubmodule(path);
    const parameter = memberNamed(module.members(), name, module.getName());
    if (parameter instanceof Parameter) return parameter;
    throw new AttributeError(`\`${name}\` is not an nn.Parameter: see namedParameters() for the paths.`);
  }

  /** The buffer at a path such as `norm.running_mean`. @throws {AttributeError} when there is none. */
  getBuffer(target: string): Tensor {
    const [path, name] = splitPath(target);
    const module = this.getSubmodule(path);
    for (const [own, buffer] of module.#ownBuffers()) if (own === name) return buffer;
    memberNamed(module.members(), name, module.getName());
    throw new AttributeError(`\`${name}\` is not a buffer: see namedBuffers() for the paths.`);
  }

  /** Sets training mode here and in all submodules. @throws {ValueError} for a mode that is no boolean. */
  train(...values: Arguments<{ readonly mode?: boolean }, ['mode']>): this {
    const { mode = true } = bindArguments<{ readonly mode?: boolean }>(['mode'], values);
    if (typeof mode !== 'boolean') throw new ValueError('training mode is expected to be boolean');
    this.training = mode;
    for (const child of this.children()) child.train(mode);
    return this;
  }

  /** Sets evaluation mode here and in all submodules. */
  eval(): this {
    return this.train(false);
  }

  /** Whether backward brings the parameters gradients. */
  requiresGrad_(...values: Arguments<{ readonly requiresGrad?: boolean }, ['requiresGrad']>): this {
    const { requiresGrad = true } = bindArguments<{ readonly requiresGrad?: boolean }>(['requiresGrad'], values);
    for (const parameter of this.parameters()) parameter.requiresGrad_(requiresGrad);
    return this;
  }

  /** Forgets the gradients of all parameters, or makes them zeros unless `setToNone`. */
  zeroGrad(...values: Arguments<ZeroGradParameters, ['setToNone']>): void {
    const { setToNone = true } = bindArguments<ZeroGradParameters>(['setToNone'], values);
    for (const parameter of this.parameters()) clearGradient(parameter, setToNone);
  }

  /**
   * Parameters and persistent buffers by their paths, own ones before those of submodules. The tensors share memory with
   * the module, and have no history unless `keepVars` is set.
   */
  stateDict({ prefix = '', keepVars = false }: StateDictParameters = {}): Record<string, Tensor> {
    const entries = [...this.#walk('', null)].flatMap(([path, module]) =>
      [...module.#ownState()].map(([name, tensor]) => [
        prefix + joinPath(path, name),
        keepVars ? tensor : tensor.detach(),
      ]),
    );
    return Object.fromEntries(entries) as Record<string, Tensor>;
  }

  /**
   * Copies the values of a state dict into this module, and returns which names were missing and which unexpected.
   *
   * Call: `loadStateDict(stateDict, { strict })`.
   *
   * @throws {RuntimeError} when a shape differs, or, while `strict`, a name is missing or unexpected.
   */
  loadStateDict(state: StateDict, ...values: Arguments<{ readonly strict?: boolean }, ['strict']>): IncompatibleKeys {
    const { strict = true } = bindArguments<{ readonly strict?: boolean }>(['strict'], values);
    return loadState(this, state, strict);
  }

  /** Calls `change` with every submodule and then with this one. */
  apply(change: (module: Module) => unknown): this {
    for (const child of this.children()) child.apply(change);
    change(this);
    return this;
  }

  /**
   * Accepts what PyTorch's `to` does, and changes nothing: parameters are float32, on the device of the backend that runs.
   *
   * @throws {TypeError} for a type that is no floating point.
   */
  to(...targets: readonly unknown[]): this {
    const dtype = targets.find((target) => target === 'int64' || target === 'bool');
    if (dtype !== undefined) {
      throw new TypeError(
        `nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=torch.${dtype}. ` +
          'Parameters are float32.',
      );
    }
    return this;
  }

  /** This module: its parameters are float32 as they are. */
  float(): this {
    return this;
  }

  /** This module: its parameters are where the backend has them. */
  cpu(): this {
    return this;
  }

  /** Calls `hook` before each forward. Returns a handle with `remove()`. */
  registerForwardPreHook(hook: ForwardPreHook, options?: HookParameters): HookHandle {
    return this.#hooks.forwardPre.add(hook, options);
  }

  /** Calls `hook` after each forward. Returns a handle with `remove()`. */
  registerForwardHook(hook: ForwardHook, options?: HookParameters): HookHandle {
    return this.#hooks.forward.add(hook, options);
  }

  /** Calls `hook` when backward comes to the module's output. Returns a handle with `remove()`. */
  registerFullBackwardPreHook(hook: BackwardPreHook, options?: HookParameters): HookHandle {
    return this.#hooks.backwardPre.add(hook, options);
  }

  /** Calls `hook` when backward has computed the gradients of the module's inputs. Returns a handle with `remove()`. */
  registerFullBackwardHook(hook: BackwardHook, options?: HookParameters): HookHandle {
    return this.#hooks.backward.add(hook, options);
  }

  /** What is printed between the parentheses. */
  extraRepr(): string {
    return '';
  }

  /** As PyTorch's `print(model)`. */
  toString(): string {
    return formatModule(this);
  }

  /** The name of the class. */
  getName(): string {
    return this.constructor.name;
  }

  /** Frees all parameters, their gradients and the buffers. The module cannot be used afterwards. */
  dispose(): void {
    for (const parameter of this.parameters()) parameter.dispose();
    for (const buffer of this.buffers()) buffer.dispose();
  }

  /** Names and values of what may be a parameter, a buffer or a submodule. For containers, which have them elsewhere. */
  protected *members(): Generator<readonly [string, unknown]> {
    yield* Object.entries(this) as [string, unknown][];
  }

  *#ownBuffers(onlyPersistent = false): Generator<[string, Tensor]> {
    for (const [field, { name, persistent }] of this.#buffers) {
      const buffer: unknown = Reflect.get(this, field);
      if (buffer instanceof Tensor && (persistent || !onlyPersistent)) yield [name, buffer];
    }
  }

  *#ownState(): Generator<[string, Tensor]> {
    for (const [name, value] of this.members()) if (value instanceof Parameter) yield [name, value];
    yield* this.#ownBuffers(true);
  }

  *#namedTensors<Found extends Tensor>(
    values: WalkArguments,
    own: (module: Module) => Iterable<readonly [string, Found]>,
  ): Generator<[string, Found]> {
    const { prefix = '', recurse = true, removeDuplicate = true } = bindArguments<Walk>(WALK, values);
    const modules = recurse ? this.#walk(prefix, removeDuplicate ? new Set() : null) : [[prefix, this] as const];
    const seen = new Set<Tensor>();
    for (const [path, module] of modules) {
      for (const [name, tensor] of own(module)) {
        if (removeDuplicate && seen.has(tensor)) continue;
        seen.add(tensor);
        yield [joinPath(path, name), tensor];
      }
    }
  }

  *#walk(path: string, seen: Set<Module> | null): Generator<[string, Module]> {
    if (seen?.has(this)) return;
    seen?.add(this);
    yield [path, this];
    for (const [name, child] of this.namedChildren(false)) yield* child.#walk(joinPath(path, name), seen);
  }
}

const BUFFER = ['name', 'tensor', 'persistent'] as const;

interface BufferParameters {
  readonly name: string;
  readonly tensor: Tensor | null;
  /** Whether the state dict has it. */
  readonly persistent?: boolean;
}

interface ParameterParameters {
  readonly name: string;
  readonly param: Parameter | null;
}

interface ModuleParameters {
  readonly name: string;
  readonly module: Module;
}

interface StateDictParameters {
  /** Comes before every name. */
  readonly prefix?: string;
  /** Whether the parameters themselves are returned. */
  readonly keepVars?: boolean;
}

function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
