/** Kernels that stock tfjs computes badly on every adapter. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { pool2dGeometry, poolsSideBySide } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { MaxPoolGradientProgram } from './max-pool-gradient-program.ts';
import { OverlappingPoolGradientProgram } from './overlapping-pool-gradient-program.ts';
import { runProgram } from './run-program.ts';

type Call = KernelCall<WebGPUBackend>;

/** MaxPoolGrad. */
export function poolGradient({ inputs, attributes, backend }: Call): TensorInfo {
  const x = kernelInput(inputs, 'input');
  const geometry = pool2dGeometry(x.shape, attributes);
  const tensors = [x, kernelInput(inputs, 'output'), kernelInput(inputs, 'dy')];
  const Program = poolsSideBySide(geometry) ? MaxPoolGradientProgram : OverlappingPoolGradientProgram;
  return runProgram(backend, new Program(geometry), tensors, geometry);
}
