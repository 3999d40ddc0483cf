/** Parts of tensors as Python's indices name them. */
import * as tf from '@tensorflow/tfjs-core';

/** A whole number, [start, stop, step], or null for a new axis. */
export type Index = number | null | readonly [start: number | null, stop: number | null, step: number | null];

/** x[...] as Python writes it: for each axis a whole number or [start, stop, step]; null for a new axis. */
export function slice(x: tf.Tensor, indices: readonly Index[]): tf.Tensor {
  return tf.tidy(() => {
    const begin: number[] = [];
    const end: number[] = [];
    const strides: number[] = [];
    const shape: number[] = [];
    let axis = 0;
    for (const index of indices) {
      if (index === null) {
        shape.push(1);
        continue;
      }
      const length = x.shape[axis] ?? 0;
      const [start, stop, step] = typeof index === 'number' ? wholeNumber(index, length) : bounds(index, length);
      begin.push(start);
      end.push(stop);
      strides.push(step);
      if (typeof index !== 'number') shape.push(Math.max(0, Math.ceil((stop - start) / step)));
      axis += 1;
    }
    for (const length of x.shape.slice(axis)) {
      begin.push(0);
      end.push(length);
      strides.push(1);
      shape.push(length);
    }
    const isWhole = strides.every((step) => step === 1);
    const part = isWhole
      ? tf.slice(
          x,
          begin,
          end.map((stop, each) => Math.max(0, stop - (begin[each] ?? 0))),
        )
      : picked(x, begin, end, strides);
    return tf.reshape(part, shape);
  });
}

function wholeNumber(index: number, length: number): readonly [number, number, number] {
  const start = index < 0 ? index + length : index;
  return [start, start + 1, 1];
}

/** As Python's slice.indices. */
function bounds([start, stop, step]: Exclude<Index, number | null>, length: number): readonly [number, number, number] {
  const stride = step ?? 1;
  const [low, high] = stride > 0 ? [0, length] : [-1, length - 1];
  const place = (value: number | null, otherwise: number) =>
    value === null ? otherwise : Math.min(Math.max(value < 0 ? value + length : value, low), high);
  return [place(start, stride > 0 ? low : high), place(stop, stride > 0 ? high : low), stride];
}

/** By the places along each axis, which tf.stridedSlice has no gradient for. */
function picked(x: tf.Tensor, begin: readonly number[], end: readonly number[], strides: readonly number[]): tf.Tensor {
  return begin.reduce<tf.Tensor>((part, start, axis) => {
    const [stop, step] = [end[axis] ?? 0, strides[axis] ?? 1];
    const count = Math.max(0, Math.ceil((stop - start) / step));
    const places = Int32Array.from({ length: count }, (_, place) => start + place * step);
    return tf.gather(part, tf.tensor1d(places, 'int32'), axis);
  }, x);
}
