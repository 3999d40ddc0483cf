import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, util, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { addressOf } from './heap.ts';
import { SUM_WIDTHS, vectorFunctions, type VectorFunctions } from './vector-functions.ts';

/** Rows that are added up one after the other; their sums are added up then, so that small numbers are not lost. */
const ROWS_AT_ONCE = 256;

/**
 * The sum over the first axes, such as the gradient of a bias, which tfjs transposes first. Of no numbers the sum is 0,
 * where tfjs leaves what was in the memory.
 */
export function columnSum({ inputs, attributes, stock, backend }: KernelCall<BackendWasm>): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const axes = util.parseAxisParam(attributes.axis as number | number[], x.shape);
  const [shape, summed] = backend_util.computeOutAndReduceShapes(x.shape, axes);
  const [columns, rows] = [util.sizeFromShape(shape), util.sizeFromShape(summed)];
  const areFirst = axes.length > 0 && columns > 1 && axes.every((axis) => axis < axes.length);
  if (rows > 0 && (x.dtype !== 'float32' || !areFirst)) return stock();
  const sum = backend.makeOutput(attributes.keepDims ? backend_util.expandShapeToKeepDim(shape, axes) : shape, x.dtype);
  if (rows === 0) {
    backend.typedArrayFromHeap(sum).fill(0);
    return sum;
  }
  const parts = Math.ceil(rows / ROWS_AT_ONCE);
  const partial = backend.makeOutput([parts, columns], 'float32');
  const functions = vectorFunctions(backend);
  const [xAddress, partialAddress] = [addressOf(backend, x), addressOf(backend, partial)];
  for (let part = 0; part < parts; part++) {
    const first = part * ROWS_AT_ONCE;
    const count = Math.min(ROWS_AT_ONCE, rows - first);
    sumRows(functions, xAddress + first * columns * 4, partialAddress + part * columns * 4, count, columns);
  }
  sumRows(functions, partialAddress, addressOf(backend, sum), parts, columns);
  backend.disposeData(partial.dataId);
  return sum;
}

function sumRows(functions: VectorFunctions, x: number, out: number, rows: number, columns: number): void {
  let column = 0;
  for (const width of SUM_WIDTHS) {
    const sum = functions[`sum${width}`];
    for (; column + width <= columns; column += width) sum(x + column * 4, out + column * 4, rows, columns * 4);
  }
}
