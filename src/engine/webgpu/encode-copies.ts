import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { CopyProgram } from './copy-program.ts';
import type { TrainingBackend } from './training-backend.ts';

/** Values to be copied, and the tensor that takes them over, of the same shape and type. */
export interface Copy {
  readonly from: TensorInfo;
  readonly to: TensorInfo;
}

/** Encodes copies, as many in one dispatch as the device can bind. */
export function encodeCopies(backend: TrainingBackend, copies: readonly Copy[]): void {
  const most = Math.floor(backend.device.limits.maxStorageBuffersPerShaderStage / 2);
  const alike = new Map<string, Copy[]>();
  for (const copy of copies) {
    const key = `${copy.to.dtype}[${copy.to.shape.join()}]`;
    alike.set(key, [...(alike.get(key) ?? []), copy]);
  }
  for (const group of alike.values()) {
    for (let start = 0; start < group.length; start += most) encodeTogether(backend, group.slice(start, start + most));
  }
}

function encodeTogether(backend: TrainingBackend, copies: readonly Copy[]): void {
  const [first, ...others] = copies;
  if (!first) return;
  const { shape, dtype }: { shape: number[]; dtype: DataType } = first.to;
  const program = new CopyProgram(shape, copies.length);
  const inputs = [...copies.map(({ from }) => from), ...others.map(({ to }) => to)];
  backend.runWebGPUProgram(program, inputs, dtype, [], first.to);
}
