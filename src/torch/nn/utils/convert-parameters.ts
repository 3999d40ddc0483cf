import { RuntimeError } from '../../errors.ts';
import { cat } from '../../operations/joining.ts';
import { reshape } from '../../operations/reshaping.ts';
import { narrow } from '../../operations/slicing.ts';
import { scope } from '../../scope.ts';
import { formatShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/**
 * All parameters as one vector, row by row, in their order. Gradients pass.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.parameters_to_vector.html
 */
export function parametersToVector(parameters: Iterable<Tensor>): Tensor {
  return cat([...parameters].map((parameter) => reshape(parameter, [-1])));
}

/**
 * Copies the parts of a vector into the parameters, unseen by autograd.
 *
 * @throws {RuntimeError} when the vector has fewer elements than the parameters.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.vector_to_parameters.html
 */
export function vectorToParameters(vector: Tensor, parameters: Iterable<Tensor>): void {
  const values = vector.detach();
  let start = 0;
  for (const parameter of parameters) {
    const count = parameter.numel();
    const left = values.numel() - start;
    if (left < count) {
      throw new RuntimeError(
        `shape '${formatShape(parameter.shape)}' is invalid for input of size ${left}: the vector has ` +
          `${values.numel()} elements, and the parameters have more.`,
      );
    }
    const first = start;
    scope(() => parameter.write(reshape(narrow(values, 0, first, count), parameter.shape)));
    start += count;
  }
}
