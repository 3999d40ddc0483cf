import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Tensor } from '../tensor.ts';
import { runBackward } from './backward.ts';

interface BackwardParameters {
  /** Gradients of the tensors; ones by default, which only scalars may leave out. */
  readonly gradTensors?: Tensor | readonly (Tensor | null)[] | null;
  readonly retainGraph?: boolean | null;
  readonly createGraph?: boolean;
  /** The tensors that get a gradient, and nobody else; all leaves by default. */
  readonly inputs?: Tensor | readonly Tensor[] | null;
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
  const {
    gradTensors,
    createGraph = false,
    inputs = null,
    ...given
  } = bindArguments<BackwardParameters>(NAMES, values);
  const options = { retainGraph: given.retainGraph ?? createGraph, createGraph };
  runBackward(listOf(tensors), listOf(gradTensors ?? []), options, inputs && listOf(inputs));
}

function listOf<Item extends Tensor | null>(value: Tensor | readonly Item[]): readonly (Tensor | Item)[] {
  return value instanceof Tensor ? [value] : value;
}
