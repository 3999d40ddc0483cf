import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { zerosLike } from '../operations/creation.ts';
import { gradientsOf } from './backward.ts';

interface GradParameters {
  /** Gradients of the outputs; ones by default, which only scalars may leave out. */
  readonly gradOutputs?: Tensor | readonly (Tensor | null)[] | null;
  /** Whether the graph keeps what it saved. `createGraph` by default. */
  readonly retainGraph?: boolean | null;
  /** Whether the gradients can be differentiated again. */
  readonly createGraph?: boolean;
  /** Whether an input that the outputs do not depend on gives null instead of an error. */
  readonly allowUnused?: boolean | null;
  /** Whether such an input gives zeros. */
  readonly materializeGrads?: boolean;
}

const NAMES = ['gradOutputs', 'retainGraph', 'createGraph', 'allowUnused'] as const;

/**
 * Gradients of the sum of `outputs` with respect to `inputs`, without touching anybody's `grad`: torch.autograd.grad.
 *
 * @throws {RuntimeError} when an input requires no gradient, or is not used and `allowUnused` is not set.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: Tensor | readonly Tensor[],
  ...values: Arguments<GradParameters, typeof NAMES>
): (Tensor | null)[] {
  const { gradOutputs, createGraph = false, ...given } = bindArguments<GradParameters>(NAMES, values);
  const [roots, wanted] = [listOf(outputs), listOf(inputs)];
  if (wanted.some((input) => !input.requiresGrad)) {
    throw new RuntimeError('One of the differentiated Tensors does not require grad');
  }
  const gradients = gradOutputs ? listOf(gradOutputs) : [];
  const options = { retainGraph: given.retainGraph ?? createGraph, createGraph };
  const results = gradientsOf(roots, wanted, gradients, options);
  if (given.materializeGrads) return results.map((result, index) => result ?? zerosOf(wanted[index]));
  const unused = results.indexOf(null);
  if (!given.allowUnused && unused >= 0) {
    throw new RuntimeError(
      `The differentiated Tensor at index ${unused} appears to not have been used in the graph. Set ` +
        'allow_unused=True if this is the desired behavior.',
      'Here that is { allowUnused: true }.',
    );
  }
  return results;
}

function zerosOf(input: Tensor | undefined): Tensor | null {
  return input ? zerosLike(input) : null;
}

function listOf<Item extends Tensor | null>(value: Tensor | readonly Item[]): readonly (Tensor | Item)[] {
  return value instanceof Tensor ? [value] : value;
}
