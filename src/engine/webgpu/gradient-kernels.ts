/** Kernels that stock tfjs computes badly on every adapter. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { sumOutType, util, zeros, type TensorInfo } from '@tensorflow/tfjs-core';
import { conv2dGeometry, isChannelsLast, pool2dGeometry, poolsSideBySide } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import type { AdapterKind } from './adapter-kind.ts';
import { ColumnSumProgram } from './column-sum-program.ts';
import { Conv2dFilterGradientProgram, type FilterGradientTile } from './conv2d-filter-gradient-program.ts';
import type { Conv2dGeometry } from './conv2d-geometry.ts';
import { MaxPoolGradientProgram } from './max-pool-gradient-program.ts';
import { OverlappingPoolGradientProgram } from './overlapping-pool-gradient-program.ts';
import { runProgram } from './run-program.ts';

type Call = KernelCall<WebGPUBackend>;

/** Parts of a long column sum: enough invocations for a GPU, few enough for the second pass. */
const COLUMN_SUM_PARTS = 32;

/** Conv2DBackpropFilter. */
export function filterGradient({ inputs, attributes, backend, stock }: Call, adapter: AdapterKind): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const dy = kernelInput(inputs, 'dy');
  const filterShape = attributes.filterShape as number[];
  const geometry = conv2dGeometry(x.shape, filterShape, attributes);
  if (!isChannelsLast(attributes) || geometry.outChannels % 4 !== 0) return stock();
  const tile = filterGradientTile(geometry, adapter);
  const partial = runProgram(backend, new Conv2dFilterGradientProgram(geometry, tile), [x, dy], geometry);
  const weights = filterShape.reduce((product, size) => product * size, 1);
  const total = columnSum(backend, { ...partial, shape: [tile.splits, weights] }, 1);
  backend.disposeData(partial.dataId);
  return { ...total, shape: filterShape };
}

/** Small tiles and many splits give a GPU enough invocations; large tiles spare a software adapter its loads. */
function filterGradientTile(geometry: Conv2dGeometry, adapter: AdapterKind): FilterGradientTile {
  const groups = geometry.outChannels / 4;
  const tileOf = (inputChannels: number, outputGroups: number, splits: number): FilterGradientTile => ({
    inputChannels: geometry.inChannels % 4 === 0 ? inputChannels : Math.min(geometry.inChannels, 4),
    outputGroups: Math.min(groups, outputGroups),
    splits: Math.min(splits, geometry.batchSize * geometry.outHeight),
  });
  return adapter === 'software' ? tileOf(8, 4, 4) : tileOf(4, 2, 64);
}

/** MaxPoolGrad. */
export function poolGradient({ inputs, attributes, backend }: Call): TensorInfo {
  const x = kernelInput(inputs, 'input');
  const geometry = pool2dGeometry(x.shape, attributes);
  const tensors = [x, kernelInput(inputs, 'output'), kernelInput(inputs, 'dy')];
  const Program = poolsSideBySide(geometry) ? MaxPoolGradientProgram : OverlappingPoolGradientProgram;
  return runProgram(backend, new Program(geometry), tensors, geometry);
}

/**
 * Sum. Sums over all axes but the last, as bias gradients need them, take our kernel; every other sum the stock one,
 * which fails with no numbers: then it is 0.
 */
export function sum({ inputs, attributes, backend, stock }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const axes = new Set(util.parseAxisParam(attributes.axis as number | number[], x.shape));
  if (x.shape.includes(0)) return zeros(shapeWithout(axes, x.shape, attributes.keepDims === true), sumOutType(x.dtype));
  const last = x.shape.length - 1;
  const columns = x.shape[last] ?? 0;
  const overAllButLast = last > 0 && axes.size === last && !axes.has(last);
  if (!overAllButLast || columns === 0 || columns % 4 !== 0 || x.dtype !== 'float32') return stock();
  const rows = x.shape.slice(0, last).reduce((product, size) => product * size, 1);
  const total = columnSum(backend, { ...x, shape: [rows, columns] }, rows > 256 ? COLUMN_SUM_PARTS : 1);
  const shape = attributes.keepDims === true ? [...Array<number>(last).fill(1), columns] : [columns];
  return { ...total, shape };
}

function shapeWithout(axes: ReadonlySet<number>, shape: readonly number[], keepDims: boolean): number[] {
  return shape.flatMap((size, axis) => (axes.has(axis) ? (keepDims ? [1] : []) : [size]));
}

function columnSum(backend: WebGPUBackend, matrix: TensorInfo, parts: number): TensorInfo {
  const [rows = 0, columns = 0] = matrix.shape;
  const uniforms = [rows, columns / 4, parts].map((value) => ({ type: 'int32', data: [value] }));
  const partial = backend.runWebGPUProgram(new ColumnSumProgram(columns, parts), [matrix], 'float32', uniforms);
  if (parts === 1) return partial;
  const total = columnSum(backend, partial, 1);
  backend.disposeData(partial.dataId);
  return total;
}
