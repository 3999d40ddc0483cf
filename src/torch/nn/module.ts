import type { Tensor } from '../tensor.ts';
import { Parameter } from './parameter.ts';

/**
 * Base of every layer and model, as torch.nn.Module: parameters and submodules are found among its own fields, in the
 * order in which they were assigned.
 */
export abstract class Module {
  /** Whether dropout and its like act. Set by `train` and `eval`. */
  training = true;

  abstract forward(x: Tensor): Tensor;

  /** Every parameter with its path, such as `conv1.weight`. */
  *namedParameters(prefix = ''): Generator<[string, Parameter]> {
    for (const [name, value] of Object.entries(this) as [string, unknown][]) {
      if (value instanceof Parameter) yield [prefix + name, value];
      else if (value instanceof Module) yield* value.namedParameters(`${prefix}${name}.`);
    }
  }

  *parameters(): Generator<Parameter> {
    for (const [, parameter] of this.namedParameters()) yield parameter;
  }

  *children(): Generator<Module> {
    for (const value of Object.values(this) as unknown[]) {
      if (value instanceof Module) yield value;
    }
  }

  /** Sets training mode here and in all submodules. */
  train(mode = true): this {
    this.training = mode;
    for (const child of this.children()) child.train(mode);
    return this;
  }

  /** Sets evaluation mode here and in all submodules. */
  eval(): this {
    return this.train(false);
  }

  /** Frees all parameters and their gradients. The module cannot be used afterwards. */
  dispose(): void {
    for (const parameter of this.parameters()) parameter.dispose();
  }
}
