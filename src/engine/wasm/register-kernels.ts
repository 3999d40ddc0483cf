import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  BatchMatMul,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  MaxPoolGrad,
  UnsortedSegmentSum,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import {
  filterGradientAsConvolution,
  hasComposedInputGradient,
  inputGradientAsConvolution,
} from '../composed-gradients.ts';
import { asTensor4D, conv2dGeometry, isChannelsLast, pool2dGeometry } from '../conv2d-attributes.ts';
import { OPTIMIZER_UPDATE } from '../optimizer-update.ts';
import { addKernel } from '../own-kernel.ts';
import { kernelInput, replaceKernel, type KernelCall } from '../replace-kernel.ts';
import { matrixProduct } from './matrix-product.ts';
import { maxPoolGradient } from './max-pool-gradient.ts';
import { optimizerUpdate } from './optimizer-update.ts';
import { segmentSum } from './segment-sum.ts';

/**
 * Adds what tfjs-backend-wasm lacks for training, and replaces what it does slowly. Its forward kernels are XNNPACK's
 * and fast; its gradients are plain loops, or missing.
 */
export function registerWasmKernels(): void {
  replaceKernel('wasm', BackendWasm, Conv2DBackpropFilter, filterGradient);
  replaceKernel('wasm', BackendWasm, Conv2DBackpropInput, inputGradient);
  replaceKernel('wasm', BackendWasm, MaxPoolGrad, poolGradient);
  replaceKernel('wasm', BackendWasm, BatchMatMul, matrixProduct);
  replaceKernel('wasm', BackendWasm, UnsortedSegmentSum, sumOfSegments);
  addKernel('wasm', BackendWasm, OPTIMIZER_UPDATE, optimizerUpdate);
}

function filterGradient({ inputs, attributes, stock }: KernelCall<BackendWasm>): TensorInfo {
  if (!isChannelsLast(attributes)) return stock();
  const x = asTensor4D(kernelInput(inputs, 'x'));
  const filterShape = attributes.filterShape as number[];
  return filterGradientAsConvolution(
    x,
    asTensor4D(kernelInput(inputs, 'dy')),
    conv2dGeometry(x.shape, filterShape, attributes),
  );
}

function inputGradient({ inputs, attributes, stock }: KernelCall<BackendWasm>): TensorInfo {
  const filter = asTensor4D(kernelInput(inputs, 'filter'));
  const geometry = conv2dGeometry(attributes.inputShape as number[], filter.shape, attributes);
  if (!isChannelsLast(attributes) || !hasComposedInputGradient(geometry)) return stock();
  return inputGradientAsConvolution(asTensor4D(kernelInput(inputs, 'dy')), filter, geometry);
}

function poolGradient({ inputs, attributes, backend }: KernelCall<BackendWasm>): TensorInfo {
  const x = kernelInput(inputs, 'input');
  const geometry = pool2dGeometry(x.shape, attributes);
  const dx = backend.makeOutput(x.shape, 'float32');
  // The views are taken after the last allocation, which may move the heap.
  const values = (info: TensorInfo) => backend.typedArrayFromHeap(info) as Float32Array;
  const gradient = values(dx).fill(0);
  maxPoolGradient(values(x), values(kernelInput(inputs, 'dy')), gradient, geometry);
  return dx;
}

function sumOfSegments({ inputs, attributes, backend }: KernelCall<BackendWasm>): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const rowShape = x.shape.slice(1);
  const sums = backend.makeOutput([attributes.numSegments as number, ...rowShape], x.dtype);
  // As in the gradient of pooling: the last allocation may move the heap.
  const values = (info: TensorInfo) => backend.typedArrayFromHeap(info) as Float32Array | Int32Array;
  const segmentIds = values(kernelInput(inputs, 'segmentIds')) as Int32Array;
  const size = rowShape.reduce((product, length) => product * length, 1);
  segmentSum(values(x), segmentIds, values(sums).fill(0), size);
  return sums;
}
