/** Values that a program computes with. */
import type { Tensor as TorchTensor } from '../../torch/tensor.ts';
import type { DataType } from '../data-types.ts';

/** A value of a program, with `Tensor` for what the framework calls a tensor. A list or tuple is an array. */
export type Value<Tensor> =
  Tensor | NumpyArray | PythonFloat | TypeValue | number | boolean | string | null | Values<Tensor>;

export type Values<Tensor> = readonly Value<Tensor>[];

/** Between the brackets of an index; null is a new axis. */
export type IndexItem<Tensor> = Tensor | number | boolean | null | '...' | SliceItem | Values<Tensor>;

export interface SliceItem {
  readonly slice: readonly (number | null)[];
}

/** A float of Python. JavaScript does not tell 2.0 from 2, and types of tensors depend on it. */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A type of elements, as a value. */
export class TypeValue {
  readonly name: DataType;

  constructor(name: DataType) {
    this.name = name;
  }
}

/** A NumPy array of float32, int64 or bool: memory that can be changed in place, as that of PyTorch's tensors. */
export class NumpyArray {
  readonly memory: TorchTensor;
  readonly dtype: DataType;

  constructor(memory: TorchTensor, dtype: DataType = memory.dtype) {
    this.memory = memory;
    this.dtype = dtype;
  }
}

/** Whether a value is a list, or a tuple. */
export function isList<Tensor>(value: Value<Tensor>): value is Values<Tensor> {
  return Array.isArray(value);
}

/** The number that a value of Python is, booleans included; null for all others. */
export function numberOf(value: unknown): number | null {
  if (value instanceof PythonFloat) return value.value;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'number' ? value : null;
}

/** Name of a value's type as Python's errors have it. */
export function typeNameOf(value: unknown): string {
  if (value === null) return 'NoneType';
  if (value instanceof PythonFloat) return 'float';
  if (value instanceof TypeValue) return 'dtype';
  if (value instanceof NumpyArray) return 'numpy.ndarray';
  if (Array.isArray(value)) return 'list';
  return { number: 'int', boolean: 'bool', string: 'str' }[typeof value as string] ?? 'Tensor';
}

/** What both frameworks tell of a tensor; undefined for anything else. */
export function tensorAttribute(
  { shape, ndim, dtype }: { readonly shape: readonly number[]; readonly ndim: number; readonly dtype: DataType },
  name: string,
): readonly number[] | number | TypeValue | undefined {
  switch (name) {
    case 'shape':
      return shape;
    case 'ndim':
      return ndim;
    case 'dtype':
      return new TypeValue(dtype);
    default:
      return undefined;
  }
}

/** Whether an item of an index is a slice. */
export function isSlice(item: unknown): item is SliceItem {
  return typeof item === 'object' && item !== null && 'slice' in item && Array.isArray(item.slice);
}
