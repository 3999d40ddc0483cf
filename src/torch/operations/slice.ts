/** A slice of one axis and its gradient, which are each other's gradients. */
import * as tf from '@tensorflow/tfjs-core';
import { record, recordView } from '../autograd/record.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice } from './elementwise.ts';

/** A part of one axis: `length` elements from `start` on, `step` apart. */
export interface AxisSlice {
  readonly axis: number;
  readonly start: number;
  readonly length: number;
  readonly step: number;
}

/** A view of a part of an axis, which exists. */
export function slice(input: Tensor, part: AxisSlice): Tensor {
  const { axis, start, length, step } = part;
  const stride = input.stride(axis);
  const layout = {
    shape: input.shape.with(axis, length),
    strides: input.stride().with(axis, stride * step),
    offset: input.storageOffset() + start * stride,
  };
  return recordView(input, layout, 'SliceBackward0', (gradient) => sliceGradient(gradient, part, input.shape));
}

/** Zeros of `shape` with `gradient` at the elements of a slice. Made by padding, which every backend does fast. */
export function sliceGradient(gradient: Tensor, part: AxisSlice, shape: Shape): Tensor {
  const result = fromDevice(() => spread(gradient.values, part, shape[part.axis] ?? 1));
  return record(result, {
    name: 'SliceBackward0',
    inputs: [gradient],
    backward: (second) => [slice(second, part)],
  });
}

function spread(values: tf.Tensor, { axis, start, length, step }: AxisSlice, size: number): tf.Tensor {
  if (length === 0) return tf.zeros(values.shape.with(axis, size));
  const gaps =
    step === 1
      ? values
      : tf.reshape(
          padAxis(tf.expandDims(values, axis + 1), axis + 1, 0, step - 1),
          values.shape.with(axis, length * step),
        );
  const after = size - start - length * step;
  const fitting =
    after >= 0
      ? gaps
      : tf.slice(
          gaps,
          values.shape.map(() => 0),
          values.shape.with(axis, size - start),
        );
  return padAxis(fitting, axis, start, Math.max(after, 0));
}

/** Zeros before and after an axis. Three axes are enough, which every backend knows how to pad. */
function padAxis(values: tf.Tensor, axis: number, before: number, after: number): tf.Tensor {
  if (before === 0 && after === 0) return values;
  const { shape } = values;
  const size = shape[axis] ?? 1;
  const outer = shape.slice(0, axis).reduce((product, length) => product * length, 1);
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const padded = tf.pad(tf.reshape(values, [outer, size, inner]), [
    [0, 0],
    [before, after],
    [0, 0],
  ]);
  return tf.reshape(padded, shape.with(axis, size + before + after));
}
