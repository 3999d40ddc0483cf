import * as tf from '@tensorflow/tfjs-core';
import { record } from '../autograd/record.ts';
import { elementCount, type Shape } from '../shape.ts';
import { positions, readStrided, type Layout } from '../strided.ts';
import type { Tensor } from '../tensor.ts';
import { fromDevice } from './elementwise.ts';

/** A copy of the elements that `layout` names among those of `source`, counted row by row. */
export function stridedPart(source: Tensor, layout: Layout): Tensor {
  const result = fromDevice(() => readStrided(tf.reshape(source.values, [source.numel()]), layout));
  return record(result, {
    name: 'AsStridedBackward0',
    inputs: [source],
    backward: (gradient) => [stridedGradient(gradient, source.shape, layout)],
  });
}

/** The gradient of `stridedPart` for a source of `shape`: each element goes back to where it came from. */
export function stridedGradient(gradient: Tensor, shape: Shape, layout: Layout): Tensor {
  const indices = positions(layout);
  const result = fromDevice(() => {
    if (indices.length === 0) return tf.zeros([...shape]);
    const target = tf.tensor2d(indices, [indices.length, 1], 'int32');
    const updates = tf.reshape(gradient.values, [indices.length]);
    return tf.reshape(tf.scatterND(target, updates, [elementCount(shape)]), [...shape]);
  });
  return record(result, {
    name: 'AsStridedBackward0',
    inputs: [gradient],
    backward: (second) => [stridedPart(second, layout)],
  });
}
