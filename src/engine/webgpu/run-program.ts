import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { geometryUniforms, type Conv2dGeometry } from './conv2d-geometry.ts';

/** Runs a program whose uniforms are the sizes of a convolution or a pooling. */
export function runProgram(
  backend: WebGPUBackend,
  program: WebGPUProgram,
  tensors: TensorInfo[],
  geometry: Conv2dGeometry,
): TensorInfo {
  return backend.runWebGPUProgram(program, tensors, 'float32', geometryUniforms(geometry));
}
