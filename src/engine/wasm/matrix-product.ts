import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { addProducts, once, type Products } from './add-products.ts';
import { addressOf, zerosOnHeap } from './heap.ts';
import { transposeMatrix } from './transpose-matrix.ts';
import { vectorFunctions } from './vector-functions.ts';

/**
 * The product of matrices, each as it lies or transposed: a [..., M, K], b [..., K, N] -> [..., M, N]. The axes in front
 * are broadcast.
 *
 * tfjs transposes in a slow loop. It also keeps the right-hand matrix, prepared for the first product that it was in, for
 * its memory alone: a reshaped tensor is multiplied in its former shape, with numbers from beyond its end.
 */
export function matrixProduct({ inputs, attributes, stock, backend }: KernelCall<BackendWasm>): TensorInfo {
  const [a, b] = [kernelInput(inputs, 'a'), kernelInput(inputs, 'b')];
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return stock();
  const [rows, inner] = lastAxes(a, attributes.transposeA === true);
  const [, columns] = lastAxes(b, attributes.transposeB === true);
  const batch = backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const product = zerosOnHeap(backend, [...batch, rows, columns]);
  const right = attributes.transposeB ? transposedMatrices(backend, b) : b;
  const products: Products = {
    rows,
    columns,
    aRow: attributes.transposeA ? 4 : inner * 4,
    cRow: columns * 4,
    terms: [{ count: inner, a: attributes.transposeA ? rows * 4 : 4, b: columns * 4 }, once, once],
  };
  const functions = vectorFunctions(backend);
  const [aAddress, bAddress, cAddress] = [
    addressOf(backend, a),
    addressOf(backend, right),
    addressOf(backend, product),
  ];
  const [aMatrices, bMatrices] = [matricesOf(a, batch), matricesOf(b, batch)];
  aMatrices.forEach((aMatrix, index) => {
    const aOffset = aMatrix * rows * inner * 4;
    const bOffset = (bMatrices[index] ?? 0) * inner * columns * 4;
    addProducts(functions, products, aAddress + aOffset, bAddress + bOffset, cAddress + index * rows * columns * 4);
  });
  if (right !== b) backend.disposeData(right.dataId);
  return product;
}

function lastAxes({ shape }: TensorInfo, isTransposed: boolean): readonly [number, number] {
  const [rows = 1, columns = 1] = shape.slice(-2);
  return isTransposed ? [columns, rows] : [rows, columns];
}

function transposedMatrices(backend: BackendWasm, matrices: TensorInfo): TensorInfo {
  const [rows = 1, columns = 1] = matrices.shape.slice(-2);
  const target = backend.makeOutput(matrices.shape, 'float32');
  if (rows * columns === 0) return target;
  const functions = vectorFunctions(backend);
  const [from, to] = [addressOf(backend, matrices), addressOf(backend, target)];
  const bytes = matrices.shape.reduce((product, size) => product * size, 4);
  for (let offset = 0; offset < bytes; offset += rows * columns * 4) {
    transposeMatrix(functions, from + offset, to + offset, rows, columns);
  }
  return target;
}

/** For each matrix of the result, the number of the one that it is made of: that of an axis of length 1 stays. */
function matricesOf({ shape }: TensorInfo, batch: readonly number[]): number[] {
  const axes = shape.slice(0, -2);
  const missing = batch.length - axes.length;
  return batch.reduce<number[]>(
    (matrices, size, axis) => {
      const length = axis < missing ? 1 : (axes[axis - missing] ?? 1);
      return matrices.flatMap((matrix) =>
        Array.from({ length: size }, (_, index) => matrix * length + (length === 1 ? 0 : index)),
      );
    },
    [0],
  );
}
