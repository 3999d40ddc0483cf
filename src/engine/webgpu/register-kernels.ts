import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  _FusedMatMul,
  Add,
  AddN,
  All,
  Any,
  ArgMax,
  ArgMin,
  BatchMatMul,
  Cast,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  Cumprod,
  Cumsum,
  FusedConv2D,
  Max,
  MaxPool,
  MaxPoolGrad,
  Mean,
  Min,
  Prod,
  Select,
  Sum,
  Tile,
  Transpose,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { replaceKernel, type KernelCall } from '../replace-kernel.ts';
import { addKernels } from './added-kernels.ts';
import type { AdapterKind } from './adapter-kind.ts';
import * as corrected from './corrected-kernels.ts';
import { functionNames } from './function-program.ts';
import { filterGradient, poolGradient, sum } from './gradient-kernels.ts';
import { registerTrainingBackend } from './training-backend.ts';
import * as software from './software-kernels.ts';

type Kernel = (call: KernelCall<WebGPUBackend>) => TensorInfo;

function replace(name: string, kernel: Kernel): void {
  replaceKernel('webgpu', WebGPUBackend, name, kernel);
}

/** Puts our kernels in place of the wrong and the slow stock ones, more of them on a software adapter. */
export function registerWebgpuKernels(adapter: AdapterKind): void {
  registerTrainingBackend();
  correctKernels();
  addKernels();
  replace(Conv2DBackpropFilter, (call) => filterGradient(call, adapter));
  replace(MaxPoolGrad, poolGradient);
  if (adapter === 'hardware') return;
  replace(Conv2D, software.convolution);
  replace(FusedConv2D, software.fusedConvolution);
  replace(Conv2DBackpropInput, software.inputGradient);
  replace(Add, software.add);
  replace(MaxPool, software.maxPool);
  replace(BatchMatMul, software.matrixProduct);
  replace(_FusedMatMul, software.fusedMatrixProduct);
}

function correctKernels(): void {
  for (const name of functionNames) replace(name, (call) => corrected.functionOfEach(call, name));
  for (const name of [Cumprod, Cumsum]) replace(name, (call) => corrected.cumulative(call, name));
  replace(AddN, corrected.addMany);
  replace(Cast, corrected.cast);
  replace(Select, corrected.select);
  replace(Tile, corrected.tile);
  replace(Transpose, corrected.transpose);
  const overAxes: Readonly<Record<string, Kernel>> = {
    [ArgMax]: corrected.position,
    [ArgMin]: corrected.position,
    [Sum]: sum,
  };
  for (const name of [All, Any, ArgMax, ArgMin, Max, Mean, Min, Prod, Sum]) {
    const kernel = overAxes[name];
    replace(name, (call) => corrected.overAxes(call, name, () => kernel?.(call) ?? call.stock()));
  }
}
