import type { Tensor } from '../tensor.ts';

/** The two results of a function by their places, as those of a list. */
interface Pair extends Iterable<Tensor> {
  readonly 0: Tensor;
  readonly 1: Tensor;
  readonly length: number;
}

/**
 * Elements, and where along the axis they were: by name, by number as in `x.max(1)[0]`, or as a list as in
 * `const [values, indices] = sort(x)`.
 */
export interface ValuesAndIndices extends Pair {
  readonly values: Tensor;
  /** int64. */
  readonly indices: Tensor;
}

/** A pair of results as PyTorch's named tuples: a record whose entries can be gone through in their order. Not public. */
export function namedPair<Names extends Readonly<Record<string, Tensor>>>(names: Names): Names & Pair {
  const list = Object.values(names);
  const pair = { ...names };
  for (const key of [0, 1, 'length', Symbol.iterator] as const) {
    const value: unknown = Reflect.get(list, key);
    Object.defineProperty(pair, key, { value: typeof value === 'function' ? value.bind(list) : value });
  }
  return pair as Names & Pair;
}
