import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  _FusedMatMul,
  Add,
  BatchMatMul,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  FusedConv2D,
  MaxPool,
  MaxPoolGrad,
  Sum,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { replaceKernel, type KernelCall } from '../replace-kernel.ts';
import type { AdapterKind } from './adapter-kind.ts';
import { filterGradient, poolGradient, sum } from './gradient-kernels.ts';
import * as software from './software-kernels.ts';

/** Puts our kernels in place of the slow stock ones, more of them on a software adapter. */
export function registerWebgpuKernels(adapter: AdapterKind): void {
  const replace = (name: string, kernel: (call: KernelCall<WebGPUBackend>) => TensorInfo) => {
    replaceKernel('webgpu', WebGPUBackend, name, kernel);
  };
  replace(Conv2DBackpropFilter, (call) => filterGradient(call, adapter));
  replace(MaxPoolGrad, poolGradient);
  replace(Sum, sum);
  if (adapter === 'hardware') return;
  replace(Conv2D, software.convolution);
  replace(FusedConv2D, software.fusedConvolution);
  replace(Conv2DBackpropInput, software.inputGradient);
  replace(Add, software.add);
  replace(MaxPool, software.maxPool);
  replace(BatchMatMul, software.matrixProduct);
  replace(_FusedMatMul, software.fusedMatrixProduct);
}
