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
  Identity,
  Max,
  MaxPool,
  MaxPoolGrad,
  Mean,
  Min,
  Prod,
  Reshape,
  Select,
  Sum,
  Tile,
  Transpose,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { registerStepRecorder } from '../recording/step-recorder.ts';
import { replaceKernel, type KernelCall } from '../replace-kernel.ts';
import { addKernels } from './added-kernels.ts';
import type { AdapterKind } from './adapter-kind.ts';
import { sum } from './column-sum-kernels.ts';
import * as convolutions from './convolution-kernels.ts';
import * as corrected from './corrected-kernels.ts';
import { functionNames } from './function-program.ts';
import { chosenVariant, setStaticChoice } from './kernel-choice.ts';
import { fusedMatrixProduct, matrixProduct } from './matmul-kernels.ts';
import { unsharedIfPinned } from './pinned-kernels.ts';
import { webgpuStepRecorder } from './step-recorder.ts';
import { maxPool, poolGradient } from './pooling-kernels.ts';
import { registerTrainingBackend } from './training-backend.ts';
import * as software from './software-kernels.ts';

type Kernel = (call: KernelCall<WebGPUBackend>) => TensorInfo;

function replace(name: string, kernel: Kernel): void {
  replaceKernel('webgpu', WebGPUBackend, name, kernel);
}

/** Puts our kernels in place of the wrong and the slow stock ones, more of them on a software adapter. */
export function registerWebgpuKernels(adapter: AdapterKind): void {
  registerTrainingBackend();
  registerStepRecorder('webgpu', webgpuStepRecorder);
  for (const name of [Identity, Reshape]) replace(name, unsharedIfPinned);
  correctKernels();
  addKernels();
  setStaticChoice(adapter);
  replace(Conv2D, (call) => convolutions.convolution(call, chosenVariant('convolution')));
  replace(FusedConv2D, (call) => convolutions.fusedConvolution(call, chosenVariant('convolution')));
  replace(Conv2DBackpropInput, (call) => convolutions.inputGradient(call, chosenVariant('inputGradient')));
  replace(Conv2DBackpropFilter, (call) => convolutions.filterGradient(call, chosenVariant('filterGradient')));
  replace(MaxPool, maxPool);
  replace(MaxPoolGrad, poolGradient);
  replace(BatchMatMul, (call) => matrixProduct(call, chosenVariant('matrixProduct')));
  replace(_FusedMatMul, (call) => fusedMatrixProduct(call, chosenVariant('matrixProduct')));
  if (adapter === 'hardware') return;
  replace(Add, software.add);
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
