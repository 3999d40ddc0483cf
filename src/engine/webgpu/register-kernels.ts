import { WebGPUBackend, type WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import {
  Add,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  MaxPoolGrad,
  Sum,
  util,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { hasComposedInputGradient, inputGradientAsConvolution } from '../composed-gradients.ts';
import { asTensor4D, conv2dGeometry, isChannelsLast, pool2dGeometry } from '../conv2d-attributes.ts';
import { kernelInput, replaceKernel, type KernelCall } from '../replace-kernel.ts';
import { BiasAddProgram } from './bias-add-program.ts';
import { ColumnSumProgram } from './column-sum-program.ts';
import { Conv2dFilterGradientProgram, type FilterGradientTile } from './conv2d-filter-gradient-program.ts';
import { Conv2dForwardProgram, type Epilogue } from './conv2d-forward-program.ts';
import { geometryUniforms, type Conv2dGeometry } from './conv2d-geometry.ts';
import { MaxPoolGradientProgram, poolsSideBySide } from './max-pool-gradient-program.ts';

type Call = KernelCall<WebGPUBackend>;

/** Parts of a long column sum: enough invocations for a GPU, few enough for the second pass. */
const COLUMN_SUM_PARTS = 32;

/**
 * Puts our kernels in place of the slow stock ones.
 *
 * The forward convolution and the input gradient of tfjs use workgroup memory, which is right for a GPU and four to
 * seven times slower than register tiles on a software adapter, so those two are replaced there alone.
 */
export function registerWebgpuKernels(adapter: 'hardware' | 'software'): void {
  const replace = (name: string, kernel: (call: Call) => TensorInfo) => {
    replaceKernel('webgpu', WebGPUBackend, name, kernel);
  };
  replace(Conv2DBackpropFilter, (call) => filterGradient(call, adapter));
  replace(MaxPoolGrad, poolGradient);
  replace(Sum, sum);
  if (adapter === 'hardware') return;
  replace(Conv2D, (call) => forward(call, { bias: false, relu: false }));
  replace(FusedConv2D, fusedForward);
  replace(Conv2DBackpropInput, inputGradient);
  replace(Add, biasAdd);
}

/** Adding a bias takes our kernel; every other addition the stock one. */
function biasAdd({ inputs, backend, stock }: Call): TensorInfo {
  const a = kernelInput(inputs, 'a');
  const b = kernelInput(inputs, 'b');
  const columns = a.shape.at(-1) ?? 0;
  const isBias = a.shape.length > 1 && b.shape.length === 1 && b.shape[0] === columns && columns % 4 === 0;
  if (!isBias || columns === 0 || a.dtype !== 'float32' || b.dtype !== 'float32') return stock();
  const uniforms = [{ type: 'int32', data: [columns / 4] }];
  return backend.runWebGPUProgram(new BiasAddProgram(a.shape), [a, b], 'float32', uniforms);
}

function forward(call: Call, epilogue: Epilogue): TensorInfo {
  const { inputs, attributes, backend, stock } = call;
  const x = kernelInput(inputs, 'x');
  const weights = kernelInput(inputs, 'filter');
  const geometry = conv2dGeometry(x.shape, weights.shape, attributes);
  if (!isChannelsLast(attributes) || geometry.outChannels % 4 !== 0) return stock();
  const tensors = epilogue.bias ? [x, weights, kernelInput(inputs, 'bias')] : [x, weights];
  return runProgram(backend, new Conv2dForwardProgram(geometry, epilogue), tensors, geometry);
}

function fusedForward(call: Call): TensorInfo {
  const { activation } = call.attributes;
  const plain = activation === 'linear' || activation === 'relu';
  if (!plain || call.inputs.preluActivationWeights) return call.stock();
  return forward(call, { bias: call.inputs.bias !== undefined, relu: activation === 'relu' });
}

function inputGradient({ inputs, attributes, stock }: Call): TensorInfo {
  const weights = asTensor4D(kernelInput(inputs, 'filter'));
  const geometry = conv2dGeometry(attributes.inputShape as number[], weights.shape, attributes);
  const covered = isChannelsLast(attributes) && geometry.inChannels % 4 === 0 && hasComposedInputGradient(geometry);
  return covered ? inputGradientAsConvolution(asTensor4D(kernelInput(inputs, 'dy')), weights, geometry) : stock();
}

function filterGradient({ inputs, attributes, backend, stock }: Call, adapter: 'hardware' | 'software'): TensorInfo {
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
function filterGradientTile(geometry: Conv2dGeometry, adapter: 'hardware' | 'software'): FilterGradientTile {
  const groups = geometry.outChannels / 4;
  const tileOf = (inputChannels: number, outputGroups: number, splits: number): FilterGradientTile => ({
    inputChannels: geometry.inChannels % 4 === 0 ? inputChannels : Math.min(geometry.inChannels, 4),
    outputGroups: Math.min(groups, outputGroups),
    splits: Math.min(splits, geometry.batchSize * geometry.outHeight),
  });
  return adapter === 'software' ? tileOf(8, 4, 4) : tileOf(4, 2, 64);
}

function poolGradient({ inputs, attributes, backend, stock }: Call): TensorInfo {
  const x = kernelInput(inputs, 'input');
  const geometry = pool2dGeometry(x.shape, attributes);
  if (!poolsSideBySide(geometry)) return stock();
  const tensors = [x, kernelInput(inputs, 'output'), kernelInput(inputs, 'dy')];
  return runProgram(backend, new MaxPoolGradientProgram(geometry), tensors, geometry);
}

/** Sums over all axes but the last, as bias gradients need it, take our kernel; every other sum the stock one. */
function sum({ inputs, attributes, backend, stock }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const axes = new Set(util.parseAxisParam(attributes.axis as number | number[], x.shape));
  const last = x.shape.length - 1;
  const columns = x.shape[last] ?? 0;
  const overAllButLast = last > 0 && axes.size === last && !axes.has(last);
  if (!overAllButLast || columns === 0 || columns % 4 !== 0 || x.dtype !== 'float32') return stock();
  const rows = x.shape.slice(0, last).reduce((product, size) => product * size, 1);
  const total = columnSum(backend, { ...x, shape: [rows, columns] }, rows > 256 ? COLUMN_SUM_PARTS : 1);
  const shape = attributes.keepDims === true ? [...Array<number>(last).fill(1), columns] : [columns];
  return { ...total, shape };
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

function runProgram(
  backend: WebGPUBackend,
  program: WebGPUProgram,
  tensors: TensorInfo[],
  geometry: Conv2dGeometry,
): TensorInfo {
  return backend.runWebGPUProgram(program, tensors, 'float32', geometryUniforms(geometry));
}
