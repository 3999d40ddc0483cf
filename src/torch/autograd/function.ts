import { NotImplementedError, RuntimeError } from '../errors.ts';
import { zerosLike } from '../operations/creation.ts';
import { Tensor } from '../tensor.ts';
import { noGrad } from './grad-mode.ts';
import { recordSeveral } from './record.ts';

/** What a subclass of `Function` brings. */
interface FunctionClass<Context extends Function, Inputs extends readonly unknown[], Output> {
  new (needsInputGrad: readonly boolean[]): Context;
  forward(ctx: Context, ...inputs: Inputs): Output;
  backward(ctx: Context, ...gradients: Tensor[]): Gradients;
}

/** A gradient for each input of forward, in their order; null for what needs none. Of a single input itself. */
type Gradients = Tensor | null | readonly (Tensor | null | undefined)[];

/**
 * An operation with a backward of one's own: torch.autograd.Function.
 *
 * A subclass has two static methods. `forward(ctx, ...inputs)` computes, unrecorded, and keeps in `ctx` what backward
 * needs. `backward(ctx, ...gradients)` gets a gradient for each output, and returns one for each input, with null for
 * inputs that are no tensors. The subclass is called as `Subclass.apply(...inputs)`, and is the node `SubclassBackward`.
 * `ctx` is an object of the subclass, made for that call; what is no tensor may be kept in fields of it.
 *
 *     class Cube extends torch.autograd.Function {
 *       static override forward(ctx: Cube, x: Tensor) {
 *         ctx.saveForBackward(x);
 *         return x.pow(3);
 *       }
 *       static override backward(ctx: Cube, gradient: Tensor) {
 *         const [x] = ctx.savedTensors;
 *         return x ? gradient.mul(x.square()).mul(3) : null;
 *       }
 *     }
 *     const y = Cube.apply(x);
 *
 * @source https://docs.pytorch.org/docs/stable/autograd.html#torch.autograd.Function
 */
export class Function {
  /** For each input of forward, whether it is a tensor that requires a gradient. */
  readonly needsInputGrad: readonly boolean[];
  #saved: readonly Tensor[] = [];
  #nonDifferentiable: readonly Tensor[] = [];

  constructor(needsInputGrad: readonly boolean[]) {
    this.needsInputGrad = needsInputGrad;
  }

  /** Keeps tensors, inputs or outputs of forward, for backward: it gets them back as `savedTensors`. */
  saveForBackward(...tensors: readonly Tensor[]): void {
    this.#saved = tensors;
  }

  /** The tensors of `saveForBackward`, in their order. */
  get savedTensors(): readonly Tensor[] {
    return this.#saved;
  }

  /** Says of outputs that no gradient goes through them. */
  markNonDifferentiable(...outputs: readonly Tensor[]): void {
    this.#nonDifferentiable = outputs;
  }

  /** Computes the output: a tensor, or a list of them. @throws {NotImplementedError} unless a subclass brings it. */
  static forward(...values: readonly never[]): unknown;
  static forward(): unknown {
    throw new NotImplementedError('You must implement the forward function for custom autograd.Function.');
  }

  /** Gradients of the inputs from those of the outputs. @throws {NotImplementedError} unless a subclass brings it. */
  static backward(...values: readonly never[]): Gradients;
  static backward(): Gradients {
    throw new NotImplementedError(
      'You must implement either the backward or vjp method for your custom autograd.Function to use it with backward mode AD.',
    );
  }

  /** Runs `forward`, and puts it on the tape with `backward` as its derivative. */
  static apply<Context extends Function, Inputs extends readonly unknown[], Output>(
    this: FunctionClass<Context, Inputs, Output>,
    ...inputs: Inputs
  ): Output {
    const tensors = inputs.filter((input) => input instanceof Tensor);
    const ctx = new this(inputs.map((input) => input instanceof Tensor && input.requiresGrad));
    const output = noGrad(() => withOwnHistory(this.forward(ctx, ...inputs), tensors));
    const outputs = listOf(output).filter((each) => each instanceof Tensor);
    const differentiable = outputs.filter((each) => !ctx.#nonDifferentiable.includes(each));
    const name = `${this.name}Backward`;
    recordSeveral(differentiable, {
      name,
      inputs: tensors,
      saved: Object.fromEntries(ctx.savedTensors.map((tensor, index) => [String(index), tensor])),
      backward: (gradients) => {
        const filled = outputs.map((each) => gradients[differentiable.indexOf(each)] ?? zerosLike(each));
        return gradientsOfTensors(name, inputs, listOf(this.backward(ctx, ...filled)));
      },
    });
    return output;
  }
}

/** Outputs that are no inputs: what forward returns as it came is another tensor in the same memory. */
function withOwnHistory<Output>(output: Output, inputs: readonly Tensor[]): Output {
  const own = (each: unknown): unknown => (inputs.some((input) => input === each) ? (each as Tensor).detach() : each);
  return (Array.isArray(output) ? output.map(own) : own(output)) as Output;
}

function gradientsOfTensors(
  name: string,
  inputs: readonly unknown[],
  gradients: readonly unknown[],
): (Tensor | null)[] {
  if (gradients.length < inputs.length || gradients.slice(inputs.length).some((extra) => extra !== null)) {
    throw new RuntimeError(
      `function ${name} returned an incorrect number of gradients (expected ${inputs.length}, got ${gradients.length}` +
        ')',
      'Return one for each input of forward, null for those that need none.',
    );
  }
  return inputs.flatMap((input, index) => {
    const gradient = gradients[index];
    if (!(input instanceof Tensor)) return [];
    return gradient instanceof Tensor ? gradient : null;
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
