/** Sums over rows, without a transpose and the same to the bit at every run. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { sumOutType, util, zeros, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { ColumnSumProgram } from './column-sum-program.ts';

/** Most rows that one invocation adds up alone: a second pass costs about as much. */
const MOST_ROWS_AT_ONCE = 256;
/** Invocations that keep a GPU busy; columns that give as many need no parts. */
const ENOUGH_INVOCATIONS = 16_384;

/**
 * Sum. Sums over the first axes, as bias gradients need them, take our kernel; every other sum the stock one, which fails
 * with no numbers: then it is 0.
 */
export function sum({ inputs, attributes, backend, stock }: KernelCall<WebGPUBackend>): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const axes = new Set(util.parseAxisParam(attributes.axis as number | number[], x.shape));
  const shape = shapeWithout(axes, x.shape, attributes.keepDims === true);
  if (x.shape.includes(0)) return zeros(shape, sumOutType(x.dtype));
  const isOfFirst = axes.size < x.shape.length && [...axes].every((axis) => axis < axes.size);
  if (!isOfFirst || axes.size === 0 || x.dtype !== 'float32') return stock();
  const columns = util.sizeFromShape(shape);
  const matrix = { ...x, shape: [util.sizeFromShape(x.shape) / columns, columns] };
  return { ...columnSum(backend, matrix), shape };
}

function shapeWithout(axes: ReadonlySet<number>, shape: readonly number[], keepDims: boolean): number[] {
  return shape.flatMap((size, axis) => (axes.has(axis) ? (keepDims ? [1] : []) : [size]));
}

/** Sums a matrix [rows, columns] float32 over its rows -> [1, columns], in one pass, or in two where the rows are many. */
function columnSum(backend: WebGPUBackend, matrix: TensorInfo): TensorInfo {
  const [rows = 0, columns = 0] = matrix.shape;
  const parts = rows > MOST_ROWS_AT_ONCE ? partsOf(rows, columns) : 1;
  const partial = sumParts(backend, matrix, parts);
  if (parts === 1) return partial;
  const total = sumParts(backend, partial, 1);
  backend.disposeData(partial.dataId);
  return total;
}

/** As many parts as each of them has rows: then neither pass is long. */
function partsOf(rows: number, columns: number): number {
  return Math.ceil(Math.min(Math.sqrt(rows), ENOUGH_INVOCATIONS / columns));
}

function sumParts(backend: WebGPUBackend, matrix: TensorInfo, parts: number): TensorInfo {
  const [rows = 0, columns = 0] = matrix.shape;
  const program = new ColumnSumProgram(rows, columns, parts);
  return backend.runWebGPUProgram(program, [matrix], 'float32', program.uniformValues);
}
