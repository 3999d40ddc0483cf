import { add, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { RuntimeError } from '../errors.ts';
import { tellBackpropagation } from './backpropagation-observer.ts';
import type { Operation } from './operation-stream.ts';

/** An operation and those of its inputs that gradients flow to. */
export interface RecordedOperation {
  readonly operation: Operation;
  readonly inputs: readonly (readonly [name: string, tensor: Tensor])[];
}

/** Gradients by the id of the tensor that they belong to. */
type GradientsById = Map<number, Tensor>;

/**
 * The chain rule from the last operation to the first: adds to `gradients`, which starts with those of the targets,
 * the gradients of all that lies between the sources and the targets.
 *
 * @throws {RuntimeError} when an operation on the way has no gradient.
 */
export function backpropagate(
  recorded: readonly RecordedOperation[],
  sources: ReadonlySet<number>,
  gradients: GradientsById,
): void {
  const dependent = dependentOn(sources, recorded);
  for (const { operation, inputs } of recorded.toReversed()) {
    const wanted = inputs.filter(([, { id }]) => dependent.has(id));
    if (wanted.length === 0 || !operation.outputs.some(({ id }) => gradients.has(id))) continue;
    const outputGradients = operation.outputs.map(({ id }) => gradients.get(id) ?? null);
    const inputGradients = gradientsOfInputs(operation, outputGradients);
    const sent = wanted.map(([name, { id }]) => {
      const compute = inputGradients[name];
      if (!compute) throw missingGradient(`${operation.kernelName} with respect to its input '${name}'`);
      const gradient = tidy(compute);
      accumulate(gradients, id, gradient);
      return { name, gradient };
    });
    tellBackpropagation(operation, outputGradients, sent);
  }
}

/** The sources and all that was computed from them. */
function dependentOn(sources: ReadonlySet<number>, recorded: readonly RecordedOperation[]): ReadonlySet<number> {
  const dependent = new Set(sources);
  for (const { operation, inputs } of recorded) {
    if (!inputs.some(([, { id }]) => dependent.has(id))) continue;
    for (const { id } of operation.outputs) dependent.add(id);
  }
  return dependent;
}

type InputGradients = Partial<ReturnType<NonNullable<Operation['gradient']>>>;

function gradientsOfInputs(operation: Operation, outputGradients: readonly (Tensor | null)[]): InputGradients {
  if (!operation.gradient) throw missingGradient(operation.kernelName);
  // tfjs puts zeros for an output that does not lead to a target; its types do not say so.
  return operation.gradient(outputGradients as Tensor[]);
}

function accumulate(gradients: GradientsById, id: number, gradient: Tensor): void {
  const before = gradients.get(id);
  gradients.set(id, before ? add(before, gradient) : gradient);
}

function missingGradient(operation: string): RuntimeError {
  return new RuntimeError(`No gradient is known for ${operation}: compute the target by other operations.`);
}
