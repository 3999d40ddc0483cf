import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { OwnKernelCall } from '../own-kernel.ts';
import { kernelInput } from '../replace-kernel.ts';
import { DropoutMaskProgram } from './dropout-mask-program.ts';

/** DropoutMask. */
export function dropoutMask({ inputs, attributes, backend }: OwnKernelCall<WebGPUBackend>): TensorInfo {
  const program = new DropoutMaskProgram(attributes.shape as number[]);
  const uniforms = [
    { type: 'uint32', data: [attributes.threshold as number] },
    { type: 'float32', data: [attributes.kept as number] },
  ];
  return backend.runWebGPUProgram(program, [kernelInput(inputs, 'state')], 'float32', uniforms);
}
