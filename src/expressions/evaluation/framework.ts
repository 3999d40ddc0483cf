import type { DataType } from '../data-types.ts';
import type { EvaluatedLayout } from '../evaluation-result.ts';
import type { Dialect } from './dialect.ts';
import type { NumpyArray } from './value.ts';

/** A tensor as it was at one moment: its values are read later, when nothing else waits for them. */
export interface Shown {
  readonly dtype: DataType;
  readonly shape: readonly number[];
  readonly layout: Omit<EvaluatedLayout, 'sharesMemoryWith'> | null;
  /** What tells whether two tensors share memory. */
  readonly memory: object | null;
  readonly read: () => Promise<ArrayLike<number>>;
  readonly dispose: () => void;
}

/** A dialect, and how its tensors are looked at. */
export interface Framework<Tensor extends object> {
  readonly createDialect: (read: (tensor: Tensor) => ArrayLike<number>) => Dialect<Tensor>;
  /** The values, where they can be had without waiting for the device, else null. */
  readonly valuesNow: (tensor: Tensor) => ArrayLike<number> | null;
  /** What tells whether two tensors share memory; null where none do. */
  readonly memoryOf: (tensor: Tensor) => object | null;
  readonly show: (tensor: Tensor) => Shown;
  readonly showArray: (array: NumpyArray) => Shown;
}
