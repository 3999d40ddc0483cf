import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  BatchMatMul,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  matMul,
  MaxPoolGrad,
  tidy,
  transpose,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import {
  filterGradientAsConvolution,
  hasComposedInputGradient,
  inputGradientAsConvolution,
} from '../composed-gradients.ts';
import { asTensor, asTensor4D, conv2dGeometry, isChannelsLast, pool2dGeometry } from '../conv2d-attributes.ts';
import { kernelInput, replaceKernel, type KernelCall } from '../replace-kernel.ts';
import { maxPoolGradient } from './max-pool-gradient.ts';

/**
 * Adds what tfjs-backend-wasm lacks for training, and replaces what it does slowly. Its forward kernels are XNNPACK's
 * and fast; its gradients are plain loops, or missing.
 */
export function registerWasmKernels(): void {
  replaceKernel('wasm', BackendWasm, Conv2DBackpropFilter, filterGradient);
  replaceKernel('wasm', BackendWasm, Conv2DBackpropInput, inputGradient);
  replaceKernel('wasm', BackendWasm, MaxPoolGrad, poolGradient);
  replaceKernel('wasm', BackendWasm, BatchMatMul, matrixProduct);
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

/** XNNPACK multiplies matrices as they lie; a transposed one takes a slow loop, so it is transposed first. */
function matrixProduct({ inputs, attributes, stock }: KernelCall<BackendWasm>): TensorInfo {
  const { transposeA, transposeB } = attributes;
  if (!transposeA && !transposeB) return stock();
  const a = asTensor(kernelInput(inputs, 'a'));
  const b = asTensor(kernelInput(inputs, 'b'));
  return tidy(() => matMul(transposeA ? swapLastAxes(a) : a, transposeB ? swapLastAxes(b) : b));
}

function swapLastAxes(matrix: Tensor): Tensor {
  const axes = matrix.shape.map((_, axis) => axis);
  const last = axes.length - 1;
  return transpose(matrix, [...axes.slice(0, -2), last, last - 1]);
}
