import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Tensor } from '../tensor.ts';
import { runBackward } from './backward.ts';

interface BackwardParameters {
  /** Gradients of the tensors; ones by default, which only scalars may leave out. */
  readonly gradTensors?: Tensor | readonly (Tensor | null)[] | null;
  readonly retainGraph?: boolean | null;
  readonly createGraph?: boolean;
}

const NAMES = ['gradTensors', 'retainGraph', 'createGraph'] as const;

/**
 * Gradients of the sum of `tensors`, added to the `grad` of all leaves: torch.autograd.backward.
 *
 * @throws {RuntimeError} as `Tensor.backward`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.autograd.backward.html
 */
export function backward(
  tensors: Tensor | readonly Tensor[],
  ...values: Arguments<BackwardParameters, typeof NAMES>
): void {
  const { gradTensors, createGraph = false, ...given } = bindArguments<BackwardParameters>(NAMES, values);
  const roots = tensors instanceof Tensor ? [tensors] : tensors;
  const gradients = gradTensors instanceof Tensor ? [gradTensors] : (gradTensors ?? []);
  runBackward(roots, gradients, { retainGraph: given.retainGraph ?? createGraph, createGraph });
}
