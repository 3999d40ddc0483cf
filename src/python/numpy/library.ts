/** What we use of numpy-ts, in types of our own: its classes are generic and recursive, and tools lose themselves there. */
import * as numpyTs from 'numpy-ts';

export type DTypeName = numpyTs.DType;

export type Values =
  | Float64Array
  | Float32Array
  | Float16Array
  | BigInt64Array
  | Int32Array
  | Int16Array
  | Int8Array
  | BigUint64Array
  | Uint32Array
  | Uint16Array
  | Uint8Array;

/** Memory of an array, and how the array lies in it. Lengths are in elements. */
export interface Storage {
  readonly data: Values;
  readonly dtype: DTypeName;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly size: number;
  readonly isCContiguous: boolean;
  readonly wasmRegion: object | null;
}

/** An array of any type and shape. */
export interface NumpyArray {
  readonly storage: Storage;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly ndim: number;
  readonly size: number;
  readonly dtype: DTypeName;
  copy(): NumpyArray;
  astype(dtype: DTypeName): NumpyArray;
}

interface StorageClass {
  fromData(values: Values, shape: number[], dtype: DTypeName): Storage;
  fromDataShared(
    values: Values,
    shape: number[],
    dtype: DTypeName,
    strides: number[],
    offset: number,
    region: object | null,
  ): Storage;
}

interface Library {
  readonly NDArrayCore: { fromStorage(storage: Storage, base?: NumpyArray): NumpyArray };
  readonly random: { default_rng(seed?: number): object };
  readonly wasmConfig: { thresholdMultiplier: number };
  broadcast_shapes(...shapes: number[][]): number[];
  broadcast_to(array: NumpyArray, shape: number[]): NumpyArray;
  divide(array: NumpyArray, other: NumpyArray): NumpyArray;
  empty(shape: number[], dtype: DTypeName): NumpyArray;
  floor(array: NumpyArray): NumpyArray;
  floor_divide(array: NumpyArray, other: NumpyArray): NumpyArray;
  nan_to_num(array: NumpyArray, nan: number, posinf: number, neginf: number): NumpyArray;
  promote_types(one: DTypeName, other: DTypeName): DTypeName;
  reshape(array: NumpyArray, shape: number[]): NumpyArray;
}

export const np: Library = numpyTs;

/** Everything that numpy-ts exports, by name. */
export const exportsByName: Readonly<Record<string, unknown>> = numpyTs;

export function isArray(value: unknown): value is NumpyArray {
  return value instanceof numpyTs.NDArrayCore;
}

function isStorageClass(value: object): value is StorageClass {
  return 'fromData' in value && 'fromDataShared' in value;
}

/** Its class is not among the exports of the module that has everything else. */
function storageClass(): StorageClass {
  const { constructor } = np.empty([1], 'float64').storage;
  if (!isStorageClass(constructor)) throw new TypeError('This numpy-ts makes storages in another way.');
  return constructor;
}

export const storages = storageClass();
