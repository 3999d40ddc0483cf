import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  BatchMatMul,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  Equal,
  FusedConv2D,
  Greater,
  GreaterEqual,
  Identity,
  Less,
  LessEqual,
  MaxPoolGrad,
  NotEqual,
  Select,
  Sum,
  UnsortedSegmentSum,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { conv2dGeometry, isChannelsLast, pool2dGeometry } from '../conv2d-attributes.ts';
import { OPTIMIZER_UPDATE } from '../optimizer-update.ts';
import { addKernel } from '../own-kernel.ts';
import { kernelInput, replaceKernel, type KernelCall } from '../replace-kernel.ts';
import { choice, comparison } from './choices.ts';
import { columnSum } from './column-sum.ts';
import { convolve } from './convolution.ts';
import { depthwiseConvolution, depthwiseFilterGradient, depthwiseInputGradient } from './depthwise-convolution.ts';
import { filterGradient } from './filter-gradient.ts';
import { inputGradient } from './input-gradient.ts';
import { matrixProduct } from './matrix-product.ts';
import { maxPoolGradient } from './max-pool-gradient.ts';
import { optimizerUpdate } from './optimizer-update.ts';
import { segmentSum } from './segment-sum.ts';

type Call = KernelCall<BackendWasm>;

/**
 * Adds what tfjs-backend-wasm lacks for training, and replaces what it does slowly. tfjs's convolutions and products of
 * matrices are XNNPACK's: fast, but they keep what they prepared of the weights, and know nothing of a change in place.
 */
export function registerWasmKernels(): void {
  const kernels: Readonly<Record<string, (call: Call) => TensorInfo>> = {
    [BatchMatMul]: matrixProduct,
    [Conv2D]: convolution,
    [Conv2DBackpropFilter]: convolutionFilterGradient,
    [Conv2DBackpropInput]: convolutionInputGradient,
    [DepthwiseConv2dNative]: depthwiseConvolution,
    [DepthwiseConv2dNativeBackpropFilter]: depthwiseFilterGradient,
    [DepthwiseConv2dNativeBackpropInput]: depthwiseInputGradient,
    [Equal]: comparison('equal'),
    [FusedConv2D]: convolution,
    [Greater]: comparison('greater'),
    [GreaterEqual]: comparison('greaterEqual'),
    [Identity]: identity,
    [Less]: comparison('less'),
    [LessEqual]: comparison('lessEqual'),
    [MaxPoolGrad]: poolGradient,
    [NotEqual]: comparison('notEqual'),
    [Select]: choice,
    [Sum]: columnSum,
    [UnsortedSegmentSum]: sumOfSegments,
  };
  for (const [name, kernel] of Object.entries(kernels)) replaceKernel('wasm', BackendWasm, name, kernel);
  addKernel('wasm', BackendWasm, OPTIMIZER_UPDATE, optimizerUpdate);
}

function convolution({ inputs, attributes, backend, stock }: Call): TensorInfo {
  const [x, filter] = [kernelInput(inputs, 'x'), kernelInput(inputs, 'filter')];
  const geometry = conv2dGeometry(x.shape, filter.shape, attributes);
  const isDilated = geometry.dilationHeight > 1 || geometry.dilationWidth > 1;
  const isActivated = (attributes.activation ?? 'linear') !== 'linear';
  if (!isChannelsLast(attributes) || isDilated || isActivated) return stock();
  return convolve(backend, x, filter, inputs.bias ?? null, geometry);
}

function convolutionFilterGradient({ inputs, attributes, backend, stock }: Call): TensorInfo {
  if (!isChannelsLast(attributes)) return stock();
  const x = kernelInput(inputs, 'x');
  const geometry = conv2dGeometry(x.shape, attributes.filterShape as number[], attributes);
  return filterGradient(backend, x, kernelInput(inputs, 'dy'), geometry);
}

function convolutionInputGradient({ inputs, attributes, backend, stock }: Call): TensorInfo {
  if (!isChannelsLast(attributes)) return stock();
  const filter = kernelInput(inputs, 'filter');
  const geometry = conv2dGeometry(attributes.inputShape as number[], filter.shape, attributes);
  return inputGradient(backend, kernelInput(inputs, 'dy'), filter, geometry);
}

function poolGradient({ inputs, attributes, backend }: Call): TensorInfo {
  const x = kernelInput(inputs, 'input');
  return maxPoolGradient(backend, x, kernelInput(inputs, 'dy'), pool2dGeometry(x.shape, attributes));
}

/** The same memory once more, as on the other backends. tfjs copies it here. */
function identity({ inputs, backend, stock }: Call): TensorInfo {
  const { dataId, shape, dtype } = kernelInput(inputs, 'x');
  if (dtype === 'string') return stock();
  backend.incRef(dataId);
  return { dataId, shape, dtype };
}

function sumOfSegments({ inputs, attributes, backend }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const rowShape = x.shape.slice(1);
  const sums = backend.makeOutput([attributes.numSegments as number, ...rowShape], x.dtype);
  // The views are taken after the last allocation, which may move the heap.
  const values = (info: TensorInfo) => backend.typedArrayFromHeap(info) as Float32Array | Int32Array;
  const segmentIds = values(kernelInput(inputs, 'segmentIds')) as Int32Array;
  const size = rowShape.reduce((product, length) => product * length, 1);
  segmentSum(values(x), segmentIds, values(sums).fill(0), size);
  return sums;
}
