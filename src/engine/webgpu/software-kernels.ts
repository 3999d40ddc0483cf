/**
 * Kernels for software adapters. The stock ones share tiles in workgroup memory, which is right for a GPU; here every
 * barrier costs more than it saves, and register tiles run four to seven times faster.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { BiasAddProgram } from './bias-add-program.ts';

type Call = KernelCall<WebGPUBackend>;

/** Add. Adding a bias takes our kernel; every other addition the stock one. */
export function add({ inputs, backend, stock }: Call): TensorInfo {
  const a = kernelInput(inputs, 'a');
  const b = kernelInput(inputs, 'b');
  const columns = a.shape.at(-1) ?? 0;
  const isBias = a.shape.length > 1 && b.shape.length === 1 && b.shape[0] === columns && columns % 4 === 0;
  if (!isBias || columns === 0 || a.dtype !== 'float32' || b.dtype !== 'float32') return stock();
  const uniforms = [{ type: 'int32', data: [columns / 4] }];
  return backend.runWebGPUProgram(new BiasAddProgram(a.shape), [a, b], 'float32', uniforms);
}
