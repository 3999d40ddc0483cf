import { recordSeveral } from '../autograd/record.ts';
import { asCaller } from '../memory.ts';
import { Tensor } from '../tensor.ts';
import type { Module } from './module.ts';

/** Sees the inputs before a module computes; a tensor, or a list of inputs, that it returns takes their place. */
export type ForwardPreHook = (module: Module, inputs: readonly Tensor[]) => unknown;
/** Sees the inputs and the output of a module; a tensor that it returns takes the output's place. */
export type ForwardHook = (module: Module, inputs: readonly Tensor[], output: Tensor) => unknown;
/** Sees the gradients of a module's output; what it returns takes their place. */
export type BackwardPreHook = (module: Module, gradOutput: Gradients) => unknown;
/** Sees the gradients of a module's inputs and of its output; what it returns takes the place of the inputs' ones. */
export type BackwardHook = (module: Module, gradInput: Gradients, gradOutput: Gradients) => unknown;

type Gradients = readonly (Tensor | null)[];

/** How a hook is registered. */
export interface HookParameters {
  /** Whether it runs before those that are there, and not after them. */
  readonly prepend?: boolean;
}

/** What registering a hook returns. */
export interface HookHandle {
  readonly remove: () => void;
}

/** Hooks of one kind, in the order in which they run. */
class Hooks<Values extends readonly unknown[]> {
  #hooks: readonly ((...values: Values) => unknown)[] = [];

  /** Adds a hook of its own, so that the same function can be registered twice, and removed once. */
  add(hook: (...values: Values) => unknown, { prepend = false }: HookParameters = {}): HookHandle {
    const own = (...values: Values) => hook(...values);
    this.#hooks = prepend ? [own, ...this.#hooks] : [...this.#hooks, own];
    return { remove: () => (this.#hooks = this.#hooks.filter((other) => other !== own)) };
  }

  /** Those that are there now. */
  get present(): readonly ((...values: Values) => unknown)[] {
    return this.#hooks;
  }
}

/** The hooks of one module. */
export class ModuleHooks {
  readonly forwardPre = new Hooks<Parameters<ForwardPreHook>>();
  readonly forward = new Hooks<Parameters<ForwardHook>>();
  readonly backwardPre = new Hooks<Parameters<BackwardPreHook>>();
  readonly backward = new Hooks<Parameters<BackwardHook>>();

  /** Runs `compute` on the inputs, with the hooks around it. */
  run(module: Module, given: readonly Tensor[], compute: (inputs: readonly Tensor[]) => Tensor): Tensor {
    let inputs = given;
    for (const hook of this.forwardPre.present) inputs = inputsFrom(hook(module, inputs), inputs);
    const [pre, post] = [this.backwardPre.present, this.backward.present];
    const watch = pre.length + post.length > 0 ? new BackwardWatch(module, pre, post) : null;
    let output = compute(watch ? watch.inputs(inputs) : inputs);
    for (const hook of this.forward.present) {
      const replacement = hook(module, inputs, output);
      if (replacement instanceof Tensor) output = replacement;
    }
    return watch ? watch.output(output) : output;
  }
}

function inputsFrom(result: unknown, inputs: readonly Tensor[]): readonly Tensor[] {
  if (result instanceof Tensor) return [result];
  return Array.isArray(result) ? result.filter((value) => value instanceof Tensor) : inputs;
}

/** Two nodes around a module, at which its gradients pass: PyTorch's BackwardHookFunction. */
class BackwardWatch {
  readonly #module: Module;
  readonly #preHooks: readonly BackwardPreHook[];
  readonly #hooks: readonly BackwardHook[];
  #gradOutput: Gradients = [];
  #hasInputGradients = false;

  constructor(module: Module, preHooks: readonly BackwardPreHook[], hooks: readonly BackwardHook[]) {
    this.#module = module;
    this.#preHooks = preHooks;
    this.#hooks = hooks;
  }

  inputs(inputs: readonly Tensor[]): readonly Tensor[] {
    this.#hasInputGradients = inputs.some(({ requiresGrad }) => requiresGrad);
    return through(inputs, (gradients) => this.#afterHooks(gradients));
  }

  output(output: Tensor): Tensor {
    const [watched = output] = through([output], (arrived) => {
      const gradients = afterEach(this.#preHooks, arrived, (hook, seen) => hook(this.#module, seen));
      this.#gradOutput = gradients;
      // Nothing goes back to inputs that require no gradient, so that this is the last place to call from.
      if (!this.#hasInputGradients) this.#afterHooks([null]);
      return gradients;
    });
    return watched;
  }

  #afterHooks(gradInput: Gradients): Gradients {
    return afterEach(this.#hooks, gradInput, (hook, seen) => hook(this.#module, seen, this.#gradOutput));
  }
}

/** The gradients after hooks, each of which may replace them. What a hook has seen it may keep. */
function afterEach<Hook>(
  hooks: readonly Hook[],
  gradients: Gradients,
  call: (hook: Hook, seen: Gradients) => unknown,
): Gradients {
  return hooks.reduce((seen, hook) => {
    const storages = seen.flatMap((gradient) => gradient?.storage ?? []);
    const result = asCaller(storages, () => call(hook, seen));
    if (result instanceof Tensor) return [result];
    return Array.isArray(result) ? (result as Gradients) : seen;
  }, gradients);
}

/** The same tensors, those that require a gradient after a node of their own. */
function through(tensors: readonly Tensor[], backward: (gradients: Gradients) => Gradients): readonly Tensor[] {
  const inputs = tensors.filter(({ requiresGrad }) => requiresGrad);
  const outputs = inputs.map((input) => input.viewOf(input.layout));
  recordSeveral(outputs, {
    name: 'BackwardHookFunctionBackward',
    inputs,
    backward: (gradients) => {
      const all = tensors.map((tensor) => gradients[inputs.indexOf(tensor)] ?? null);
      const results = backward(all);
      return inputs.map((input) => results[tensors.indexOf(input)] ?? null);
    },
  });
  return tensors.map((tensor) => outputs[inputs.indexOf(tensor)] ?? tensor);
}
