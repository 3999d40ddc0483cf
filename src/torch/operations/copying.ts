import { record } from '../autograd/record.ts';
import type { DType } from '../dtype.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice, fromHost } from './elementwise.ts';
import { hostArray } from './creation.ts';

/** A copy with memory of its own, through which gradients pass. */
export function clone(input: Tensor): Tensor {
  return record(copy(input, input.dtype), {
    name: 'CloneBackward0',
    inputs: [input],
    backward: (gradient) => [gradient],
  });
}

function copy(input: Tensor, dtype: DType): Tensor {
  const host = dtype === 'float32' ? null : input.hostValues;
  if (host) return fromHost(hostArray(host, dtype), input.shape, dtype);
  const { order } = input;
  return fromDevice(() => input.valuesIn(order), order);
}
