import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { OwnKernelCall } from '../own-kernel.ts';
import { kernelInput } from '../replace-kernel.ts';
import { CorrectPredictionsProgram, FirstLargestProgram } from './prediction-programs.ts';

type Call = OwnKernelCall<WebGPUBackend>;

/** FirstLargest. */
export function firstLargest({ inputs, backend }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  return backend.runWebGPUProgram(new FirstLargestProgram(x.shape.slice(0, -1)), [x], 'int32', classesOf(x));
}

/** CorrectPredictions. */
export function correctPredictions({ inputs, backend }: Call): TensorInfo {
  const [labels, scores] = [kernelInput(inputs, 'labels'), kernelInput(inputs, 'scores')];
  const program = new CorrectPredictionsProgram(labels.shape);
  return backend.runWebGPUProgram(program, [labels, scores], 'float32', classesOf(scores));
}

function classesOf({ shape }: TensorInfo) {
  return [{ type: 'int32', data: [shape.at(-1) ?? 0] }];
}
