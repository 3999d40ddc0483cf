/** Max pooling and its gradient: those of tfjs lose a nan, and send a gradient to the last of equal numbers. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { pool2dGeometry, poolsSideBySide } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { MaxPoolGradientProgram, type ReluOutput } from './max-pool-gradient-program.ts';
import { MaxPoolProgram } from './max-pool-program.ts';
import { OverlappingPoolGradientProgram } from './overlapping-pool-gradient-program.ts';
import { runProgram } from './run-program.ts';

type Call = KernelCall<WebGPUBackend>;

/** MaxPool. */
export function maxPool({ inputs, attributes, backend }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const geometry = pool2dGeometry(x.shape, attributes);
  return runProgram(backend, new MaxPoolProgram(geometry), [x], geometry);
}

/** MaxPoolGrad, and with the input `reluOutput` also the gradient of the relu before it. */
export function poolGradient({ inputs, attributes, backend }: Call): TensorInfo {
  const x = kernelInput(inputs, 'input');
  const geometry = pool2dGeometry(x.shape, attributes);
  const relu = reluOutputOf(inputs);
  const tensors = [x, kernelInput(inputs, 'output'), kernelInput(inputs, 'dy')];
  if (relu === 'reluOutput') tensors.push(kernelInput(inputs, 'reluOutput'));
  const Program = poolsSideBySide(geometry) ? MaxPoolGradientProgram : OverlappingPoolGradientProgram;
  return runProgram(backend, new Program(geometry, relu), tensors, geometry);
}

/** The pooled image is mostly what the relu gave: then it is read once. */
function reluOutputOf({ input, reluOutput }: NamedTensorInfoMap): ReluOutput {
  if (!reluOutput) return 'none';
  return reluOutput.dataId === input?.dataId ? 'x' : 'reluOutput';
}
