import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { CopyProgram } from './copy-program.ts';
import { TrainingBackend } from './training-backend.ts';

/**
 * Identity and Reshape. tfjs lets the result share the memory of x; where kernels change x in place, the result gets
 * values of its own, so that a snapshot of a weight stays what it was.
 */
export function unsharedIfPinned({ inputs, attributes, backend, stock }: KernelCall<WebGPUBackend>): TensorInfo {
  const x = kernelInput(inputs, 'x');
  if (!(backend instanceof TrainingBackend) || !backend.isPinned(x.dataId)) return stock();
  const copy = backend.runWebGPUProgram(new CopyProgram(x.shape), [x], x.dtype);
  const shape = attributes.shape as number[] | undefined;
  return shape ? { ...copy, shape: util.inferFromImplicitShape(shape, util.sizeFromShape(x.shape)) } : copy;
}
