import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { add, matMul, tidy, transpose, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { asTensor } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';

/** The shape in which each right-hand matrix was multiplied first. */
const firstShapes = new WeakMap<object, string>();

/**
 * The product of matrices by XNNPACK, around two faults of tfjs: a transposed matrix takes a slow loop, so it is transposed
 * first; and the prepared right-hand matrix is kept for its memory alone, so that a reshaped tensor is multiplied in its
 * former shape, with numbers from beyond its end. The second shape therefore gets memory of its own.
 */
export function matrixProduct({ inputs, attributes, stock }: KernelCall<BackendWasm>): TensorInfo {
  const { transposeA, transposeB } = attributes;
  const b = asTensor(kernelInput(inputs, 'b'));
  if (!transposeA && !transposeB && isInFirstShape(b)) return stock();
  const a = asTensor(kernelInput(inputs, 'a'));
  return tidy(() => {
    const right = transposeB ? swapLastAxes(b) : b;
    return matMul(transposeA ? swapLastAxes(a) : a, isInFirstShape(right) ? right : add(right, 0));
  });
}

function isInFirstShape({ dataId, shape }: Tensor): boolean {
  const first = firstShapes.get(dataId);
  if (first === undefined) firstShapes.set(dataId, String(shape));
  return first === undefined || first === String(shape);
}

function swapLastAxes(matrix: Tensor): Tensor {
  const axes = matrix.shape.map((_, axis) => axis);
  const last = axes.length - 1;
  return transpose(matrix, [...axes.slice(0, -2), last, last - 1]);
}
