/** Methods of a tensor that concern its place on the tape. Not functions of torch. */
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { AccumulateGrad, type PostAccumulateGradHook } from './accumulate-grad.ts';
import { backward as backwardOfSeveral } from './backward-of-several.ts';

interface BackwardParameters {
  readonly gradient?: Tensor | null;
  readonly retainGraph?: boolean | null;
  readonly createGraph?: boolean;
  readonly inputs?: Tensor | readonly Tensor[] | null;
}

const BACKWARD_NAMES = ['gradient', 'retainGraph', 'createGraph', 'inputs'] as const;

/**
 * Gradients of this tensor with respect to all leaves that require one, or to `inputs` alone, added to their `grad`.
 *
 * Call: `x.backward(gradient, { retainGraph, createGraph, inputs })`. `gradient` has the tensor's shape, and may be left
 * out of a scalar. Unless `retainGraph` is set the graph frees what it saved.
 *
 * @throws {RuntimeError} when this is no scalar and there is no gradient, or nothing in its history requires one.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.backward.html
 */
export function backward(input: Tensor, ...values: Arguments<BackwardParameters, typeof BACKWARD_NAMES>): void {
  const { gradient = null, ...options } = bindArguments<BackwardParameters>(BACKWARD_NAMES, values);
  backwardOfSeveral(input, { ...options, gradTensors: [gradient] });
}

/**
 * Cuts the tensor from its history, in place: it becomes a leaf that requires no gradient.
 *
 * @throws {RuntimeError} for a view, whose base would keep the history.
 */
export function detach_(input: Tensor): Tensor {
  if (input.base) throw new RuntimeError("Can't detach views in-place", 'Use detach() instead.');
  input.setHistory(null, 0);
  return input.requiresGrad_(false);
}

/**
 * Calls `hook` with this leaf each time that backward has added to its `grad`: for example to apply an optimizer to it and
 * free the gradient. Returns a handle with `remove()`.
 *
 * @throws {RuntimeError} for a tensor that is no leaf, or requires no gradient.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.register_post_accumulate_grad_hook.html
 */
export function registerPostAccumulateGradHook(
  input: Tensor,
  hook: PostAccumulateGradHook,
): { readonly remove: () => void } {
  const [node] = input.gradientEdge;
  if (!node) throw new RuntimeError("cannot register a hook on a tensor that doesn't require gradient");
  if (!(node instanceof AccumulateGrad)) {
    throw new RuntimeError('post accumulate grad hooks cannot be registered on non-leaf tensors', 'Use registerHook.');
  }
  node.postHooks.add(hook);
  return { remove: () => void node.postHooks.delete(hook) };
}
