import type { Tensor } from '../tensor.ts';

/** Elements, and where along the axis they were: by name, or as a list `const [values, indices] = sort(x)`. */
export interface ValuesAndIndices extends Iterable<Tensor> {
  readonly values: Tensor;
  /** int64. */
  readonly indices: Tensor;
}

/** A pair of results as PyTorch's named tuples: a record whose entries can be gone through in their order. Not public. */
export function namedPair<Names extends Readonly<Record<string, Tensor>>>(names: Names): Names & Iterable<Tensor> {
  const iterator = () => Object.values(names)[Symbol.iterator]();
  return Object.defineProperty({ ...names, [Symbol.iterator]: iterator }, Symbol.iterator, { enumerable: false });
}
