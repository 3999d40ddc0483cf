/** The orders in which frameworks keep images and weights. */
import type { LayerWeights } from './problem.ts';

/** Values of a tensor of shape `shape` with its axes in the order `axes`, as NumPy's transpose. */
export function permuted(
  values: Float32Array<ArrayBuffer>,
  shape: readonly number[],
  axes: readonly number[],
): Float32Array<ArrayBuffer> {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = axes.map((axis) => shape[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 0);
  const result = new Float32Array(values.length);
  const position = sizes.map(() => 0);
  let source = 0;
  for (let target = 0; target < result.length; target++) {
    result[target] = values[source] ?? 0;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const next = (position[axis] ?? 0) + 1;
      source += steps[axis] ?? 0;
      if (next < (sizes[axis] ?? 1)) {
        position[axis] = next;
        break;
      }
      source -= next * (steps[axis] ?? 0);
      position[axis] = 0;
    }
  }
  return result;
}

/** Weights with their shape in the order in which a framework keeps them. */
export interface OrderedWeights {
  readonly shape: readonly number[];
  readonly weight: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
}

/** Filters [k, k, C, F] and matrices [in, out] over [H, W, C], as TensorFlow keeps them. */
export function inTensorFlowOrder(layer: LayerWeights): OrderedWeights {
  const { type, shape, weight, bias, flattened } = layer;
  const [outputs = 0, inputs = 0, height = 1, width = 1] = shape;
  if (type === 'conv2d') {
    return { shape: [height, width, inputs, outputs], weight: permuted(weight, shape, [2, 3, 1, 0]), bias };
  }
  if (flattened === null) return { shape: [inputs, outputs], weight: permuted(weight, shape, [1, 0]), bias };
  const [rows = 1, columns = 1, channels = 1] = flattened;
  const overImage = [outputs, channels, rows, columns];
  return { shape: [inputs, outputs], weight: permuted(weight, overImage, [2, 3, 1, 0]), bias };
}

/** Filters [F, C, k, k], and matrices [in, out] over [C, H, W], as a JAX program multiplies by them. */
export function inJaxOrder({ type, shape, weight, bias }: LayerWeights): OrderedWeights {
  if (type === 'conv2d') return { shape, weight, bias };
  return { shape: [...shape].reverse(), weight: permuted(weight, shape, [1, 0]), bias };
}
