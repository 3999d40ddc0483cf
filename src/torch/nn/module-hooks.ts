import { recordSeveral } from '../autograd/record.ts';
import { Tensor } from '../tensor.ts';
import type { Module } from './module.ts';

/** Sees the inputs before a module computes; a tensor, or a list of inputs, that it returns takes their place. */
export type ForwardPreHook = (module: Module, inputs: readonly Tensor[]) => unknown;
/** Sees the inputs and the output of a module; a tensor that it returns takes the output's place. */
export type ForwardHook = (module: Module, inputs: readonly Tensor[], output: Tensor) => unknown;
/** Sees the gradients of a module's inputs and of its output; what it returns takes the place of the inputs' ones. */
export type BackwardHook = (
  module: Module,
  gradInput: readonly (Tensor | null)[],
  gradOutput: readonly (Tensor | null)[],
) => unknown;

/** What registering a hook returns. */
export interface HookHandle {
  readonly remove: () => void;
}

/** The hooks of one module, in the order of their registration. */
export class ModuleHooks {
  readonly forwardPre = new Set<ForwardPreHook>();
  readonly forward = new Set<ForwardHook>();
  readonly backward = new Set<BackwardHook>();

  /** Runs `compute` on the inputs, with the hooks around it. */
  run(module: Module, given: readonly Tensor[], compute: (inputs: readonly Tensor[]) => Tensor): Tensor {
    let inputs = given;
    for (const hook of [...this.forwardPre]) inputs = inputsFrom(hook(module, inputs), inputs);
    const watch = this.backward.size > 0 ? new BackwardWatch(module, [...this.backward]) : null;
    let output = compute(watch ? watch.inputs(inputs) : inputs);
    for (const hook of [...this.forward]) {
      const replacement = hook(module, inputs, output);
      if (replacement instanceof Tensor) output = replacement;
    }
    return watch ? watch.output(output) : output;
  }
}

/** Adds a hook of its own, so that the same function can be registered twice, and removed once. */
export function addHook<Values extends readonly unknown[]>(
  hooks: Set<(...values: Values) => unknown>,
  hook: (...values: Values) => unknown,
): HookHandle {
  const own = (...values: Values) => hook(...values);
  hooks.add(own);
  return { remove: () => void hooks.delete(own) };
}

function inputsFrom(result: unknown, inputs: readonly Tensor[]): readonly Tensor[] {
  if (result instanceof Tensor) return [result];
  return Array.isArray(result) ? result.filter((value) => value instanceof Tensor) : inputs;
}

/** Two nodes around a module, at which its gradients pass: PyTorch's BackwardHookFunction. */
class BackwardWatch {
  readonly #module: Module;
  readonly #hooks: readonly BackwardHook[];
  #gradOutput: readonly (Tensor | null)[] = [];
  #hasInputGradients = false;

  constructor(module: Module, hooks: readonly BackwardHook[]) {
    this.#module = module;
    this.#hooks = hooks;
  }

  inputs(inputs: readonly Tensor[]): readonly Tensor[] {
    this.#hasInputGradients = inputs.some(({ requiresGrad }) => requiresGrad);
    return through(inputs, (gradients) => this.#call(gradients));
  }

  output(output: Tensor): Tensor {
    const [watched = output] = through([output], (gradients) => {
      this.#gradOutput = gradients;
      // Nothing goes back to inputs that require no gradient, so that this is the last place to call from.
      if (!this.#hasInputGradients) this.#call([null]);
      return gradients;
    });
    return watched;
  }

  #call(gradInput: readonly (Tensor | null)[]): readonly (Tensor | null)[] {
    return this.#hooks.reduce((gradients, hook) => {
      const result = hook(this.#module, gradients, this.#gradOutput);
      if (result instanceof Tensor) return [result];
      return Array.isArray(result) ? (result as readonly (Tensor | null)[]) : gradients;
    }, gradInput);
  }
}

/** The same tensors, those that require a gradient after a node of their own. */
function through(
  tensors: readonly Tensor[],
  backward: (gradients: readonly (Tensor | null)[]) => readonly (Tensor | null)[],
): readonly Tensor[] {
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
