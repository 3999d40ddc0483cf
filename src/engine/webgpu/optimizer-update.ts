import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { optimizerInputs } from '../optimizer-inputs.ts';
import type { OwnKernelCall } from '../own-kernel.ts';
import { OptimizerUpdateProgram } from './optimizer-update-program.ts';

/** OptimizerUpdate: one dispatch for each parameter. */
export function optimizerUpdate({ inputs, attributes, backend }: OwnKernelCall<WebGPUBackend>): TensorInfo[] {
  const { rule, parameters, hyperparameters } = optimizerInputs(inputs, attributes);
  for (const { parameter, gradient, states } of parameters) {
    const length = util.sizeFromShape(parameter.shape);
    if (length === 0) continue;
    const tensors = [gradient, ...states].map((tensor) => flat(tensor, length));
    const program = new OptimizerUpdateProgram(rule, length);
    backend.runWebGPUProgram(program, [...tensors, hyperparameters], 'float32', [], flat(parameter, length));
  }
  return [];
}

function flat({ dataId, dtype }: TensorInfo, length: number): TensorInfo {
  return { dataId, dtype, shape: [length] };
}
