import type { Tensor } from '../tensor.ts';
import { formatTensor, type PrintedTensor } from '../printing/index.ts';
import { knownValues } from './index-values.ts';

/**
 * PyTorch's repr where the values can be known without waiting; else, on a GPU, what PyTorch prints of a tensor without
 * values: `tensor(..., size=(2, 3))`. `await repr()` is always complete.
 *
 * @param typeName a type that the dialect holds as that of `input`, such as float64.
 */
export function textOf(input: Tensor, typeName = ''): string {
  const values = knownValues(input);
  return values ? formatTensor(printed(input, values, typeName)) : withoutValues(input);
}

/** PyTorch's repr with all values. Waits for the device. */
export async function completeTextOf(input: Tensor, typeName = ''): Promise<string> {
  return formatTensor(printed(input, await input.numpy(), typeName));
}

function printed(input: Tensor, values: ArrayLike<number>, typeName: string): PrintedTensor {
  const { shape, dtype, requiresGrad, gradFn, isParameter } = input;
  return { values, shape, dtype, typeName, requiresGrad, gradFnName: gradFn?.name, isParameter };
}

function withoutValues({ shape, dtype, requiresGrad, gradFn }: Tensor): string {
  const size = shape.length === 1 ? `(${shape.join('')},)` : `(${shape.join(', ')})`;
  const type = dtype === 'float32' ? [] : [`dtype=torch.${dtype}`];
  const history = gradFn ? [`grad_fn=<${gradFn.name}>`] : requiresGrad ? ['requires_grad=True'] : [];
  return `tensor(${['...', `size=${size}`, ...type, ...history].join(', ')})`;
}
