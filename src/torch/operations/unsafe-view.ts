import { record } from '../autograd/record.ts';
import { contiguousStrides, type Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { reshape } from './reshaping.ts';

/** The values of a tensor that nobody else knows, row by row, in another shape: no view, as it has no base. Not public. */
export function unsafeView(input: Tensor, shape: Shape, name = 'UnsafeViewBackward0'): Tensor {
  const result = new Tensor(input.storage, { shape, strides: contiguousStrides(shape), offset: 0 });
  return record(result, {
    name,
    inputs: [input],
    backward: (gradient) => [reshape(gradient, input.shape)],
  });
}
