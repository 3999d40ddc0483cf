import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { OwnKernelCall } from '../own-kernel.ts';
import { kernelInput } from '../replace-kernel.ts';
import { FlatProgram } from './flat-program.ts';

/** Gradient of a relu: dy and the relu's output, of the same shape -> like dy. */
class ReluGradientProgram extends FlatProgram {
  readonly variableNames = ['dy', 'reluOutput'];
  shaderKey = 'duetReluGradient';

  protected override body(): string {
    return 'result[index] = select(dy[index], 0.0, reluOutput[index] <= 0.0);';
  }
}

/** ReluGradient. */
export function reluGradient({ inputs, backend }: OwnKernelCall<WebGPUBackend>): TensorInfo {
  const dy = kernelInput(inputs, 'dy');
  const reluOutput = { ...kernelInput(inputs, 'reluOutput'), shape: dy.shape };
  return backend.runWebGPUProgram(new ReluGradientProgram(dy.shape), [dy, reluOutput], 'float32');
}
