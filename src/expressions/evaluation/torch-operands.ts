/** Python's numbers as operands of the PyTorch dialect, which takes JavaScript's. */
import * as torch from '../../torch/index.ts';
import { Tensor } from '../../torch/tensor.ts';
import type { DType } from '../../torch/dtype.ts';
import { FrameworkError } from './framework-error.ts';
import { isList, numberOf, PythonFloat, typeNameOf, type Value } from './value.ts';

export type TorchOperand = Tensor | number | boolean;

/** Two operands of which one is a tensor. A whole float beside integers makes these floats, as in Python. */
export function operandPair(
  left: Value<Tensor>,
  right: Value<Tensor>,
  operator: string,
): readonly [TorchOperand, TorchOperand] {
  const [a, b] = [left, right].map((value) => operandOf(value, left, right, operator));
  if (a === undefined || b === undefined) throw new Error('An operator has two operands.');
  return [beside(a, right), beside(b, left)];
}

/** The operand, in floats where it meets a float. */
export function beside(operand: TorchOperand, other: Value<Tensor>): TorchOperand {
  const meetsFloat = other instanceof PythonFloat && operand instanceof Tensor && operand.dtype !== 'float32';
  return meetsFloat ? operand.to('float32') : operand;
}

/** Nested lists of numbers as a tensor. */
export function tensorOf(data: Value<Tensor>, type: DType | null): Tensor {
  if (data instanceof Tensor) return torch.tensor(data, type ? { dtype: type } : {});
  const dtype = type ?? (containsFloat(data) ? 'float32' : null);
  return torch.tensor(nestedNumbers(data), dtype ? { dtype } : {});
}

type Nested = number | boolean | readonly Nested[];

function nestedNumbers(data: Value<Tensor>): Nested {
  if (isList(data)) return data.map(nestedNumbers);
  if (typeof data === 'boolean') return data;
  const number = numberOf(data);
  if (number !== null) return number;
  if (data instanceof Tensor) {
    throw new FrameworkError('TypeError', 'A list of tensors is no list of numbers: join them by torch.stack([a, b]).');
  }
  throw new FrameworkError('TypeError', `new(): invalid data type '${typeNameOf(data)}'`);
}

function containsFloat(data: Value<Tensor>): boolean {
  return isList(data) ? data.length === 0 || data.some(containsFloat) : data instanceof PythonFloat;
}

function operandOf(value: Value<Tensor>, left: Value<Tensor>, right: Value<Tensor>, operator: string): TorchOperand {
  if (value instanceof Tensor || typeof value === 'boolean') return value;
  const number = numberOf(value);
  if (number !== null) return number;
  const [first, second] = [typeNameOf(left), typeNameOf(right)];
  throw new FrameworkError('TypeError', `unsupported operand type(s) for ${operator}: '${first}' and '${second}'`);
}
