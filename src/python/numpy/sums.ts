/** Sums rounded as NumPy rounds them: in pairs along memory, at each addition. */
import { elementCount } from '../../torch/shape.ts';
import { arrayOf, valuesOf, viewOf } from './arrays.ts';
import type { DTypeName, NumpyArray, Values } from './library.ts';

type Round = (value: number) => number;

/** Longest piece that is summed without being halved. */
const BLOCK = 128;

/**
 * The sum over some axes, in the order of NumPy's reduction.
 *
 * @param axes from 0 on
 * @param dtype of the sum: float64, float32, int64 or uint64
 * @source https://github.com/numpy/numpy/blob/main/numpy/_core/src/umath/loops_utils.h.src
 */
export function sum(array: NumpyArray, axes: readonly number[], keepsAxes: boolean, dtype: DTypeName): NumpyArray {
  const isReduced = (axis: number) => axes.includes(axis);
  // As memory runs, so that a transposed array is summed in the same order as the one it shows.
  const order = [...array.shape.keys()].toSorted(
    (one, other) => Math.abs(array.strides[other] ?? 0) - Math.abs(array.strides[one] ?? 0),
  );
  const kept = order.filter((axis) => !isReduced(axis));
  const values = valuesOf(inOrder(array, order));
  const sizes = order.map((axis) => array.shape[axis] ?? 1);
  const sums = addUp(values, sizes, order.map(isReduced), dtype);
  const result = arrayOf(
    sums,
    kept.map((axis) => array.shape[axis] ?? 1),
    dtype,
  );
  const sorted = inOrder(
    result,
    kept.toSorted((one, other) => one - other).map((axis) => kept.indexOf(axis)),
  );
  if (!keepsAxes) return sorted;
  const shape = array.shape.map((size, axis) => (isReduced(axis) ? 1 : size));
  return arrayOf(valuesOf(sorted), shape, dtype);
}

function inOrder(array: NumpyArray, order: readonly number[]): NumpyArray {
  const [shape, strides] = [array.shape, array.strides].map((of) => order.map((axis) => of[axis] ?? 0));
  return viewOf(array, shape ?? [], strides ?? [], array.storage.offset);
}

function addUp(values: Values, sizes: readonly number[], reduced: readonly boolean[], dtype: DTypeName): Values {
  const isLong = values instanceof BigInt64Array || values instanceof BigUint64Array;
  const numbers = isLong ? Float64Array.from(values, Number) : (values as Float64Array);
  if (dtype !== 'int64' && dtype !== 'uint64') return addNumbers(numbers, sizes, reduced, dtype);
  // Integers that stay this small add up exactly as doubles.
  const largest = isLong ? numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0) : 0;
  if (largest * values.length > Number.MAX_SAFE_INTEGER) return addLong(values as BigInt64Array, sizes, reduced, dtype);
  const totals = addNumbers(numbers, sizes, reduced, 'float64');
  return dtype === 'int64' ? BigInt64Array.from(totals, BigInt) : BigUint64Array.from(totals, BigInt);
}

function addNumbers(
  numbers: Float64Array,
  sizes: readonly number[],
  reduced: readonly boolean[],
  dtype: DTypeName,
): Float32Array | Float64Array {
  const round: Round = dtype === 'float32' ? Math.fround : (value) => value;
  const count = elementCount(sizes.filter((_, axis) => !reduced[axis]));
  const sums = dtype === 'float32' ? new Float32Array(count) : new Float64Array(count);
  const [run, outer] = innermost(sizes, reduced);
  const isReducedRun = reduced.at(-1) ?? true;
  const targets = targetsOf(sizes.slice(0, outer), reduced.slice(0, outer), isReducedRun ? 1 : run);
  for (const [at, target] of targets.entries()) {
    const start = at * run;
    if (isReducedRun) {
      sums[target] = round((sums[target] ?? 0) + inPairs(numbers, start, run, round));
      continue;
    }
    for (let step = 0; step < run; step += 1) {
      sums[target + step] = round((sums[target + step] ?? 0) + (numbers[start + step] ?? 0));
    }
  }
  return sums;
}

/** How many elements the last axes of one kind have, and how many axes come before them. */
function innermost(sizes: readonly number[], reduced: readonly boolean[]): [number, number] {
  let outer = sizes.length;
  while (outer > 0 && reduced[outer - 1] === reduced.at(-1)) outer -= 1;
  return [elementCount(sizes.slice(outer)), outer];
}

/** For each combination of the outer axes, the position of its sum. */
function targetsOf(sizes: readonly number[], reduced: readonly boolean[], inner: number): Float64Array {
  const targets = new Float64Array(elementCount(sizes));
  let repeat = targets.length;
  let stride = inner * elementCount(sizes.filter((_, axis) => !reduced[axis]));
  for (const [axis, size] of sizes.entries()) {
    repeat /= size || 1;
    if (reduced[axis]) continue;
    stride /= size || 1;
    for (let at = 0; at < targets.length; at += 1) {
      targets[at] = (targets[at] ?? 0) + (Math.floor(at / repeat) % size) * stride;
    }
  }
  return targets;
}

function inPairs(values: Float64Array, start: number, count: number, round: Round): number {
  if (count < 8) {
    let total = 0;
    for (let at = start; at < start + count; at += 1) total = round(total + (values[at] ?? 0));
    return total;
  }
  if (count > BLOCK) {
    let half = Math.floor(count / 2);
    half -= half % 8;
    return round(inPairs(values, start, half, round) + inPairs(values, start + half, count - half, round));
  }
  const part = Array.from({ length: 8 }, (_, at) => values[start + at] ?? 0);
  const whole = count - (count % 8);
  for (let at = 8; at < whole; at += 8) {
    for (let lane = 0; lane < 8; lane += 1) part[lane] = round((part[lane] ?? 0) + (values[start + at + lane] ?? 0));
  }
  const pair = (lane: number) => round((part[lane] ?? 0) + (part[lane + 1] ?? 0));
  let total = round(round(pair(0) + pair(2)) + round(pair(4) + pair(6)));
  for (let at = whole; at < count; at += 1) total = round(total + (values[start + at] ?? 0));
  return total;
}

function addLong(
  values: BigInt64Array | BigUint64Array,
  sizes: readonly number[],
  reduced: readonly boolean[],
  dtype: 'int64' | 'uint64',
): Values {
  const count = elementCount(sizes.filter((_, axis) => !reduced[axis]));
  const sums = new (dtype === 'int64' ? BigInt64Array : BigUint64Array)(count);
  const targets = targetsOf(sizes, reduced, 1);
  for (const [at, target] of targets.entries()) sums[target] = (sums[target] ?? 0n) + (values[at] ?? 0n);
  return sums;
}
