import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { FlatProgram } from './flat-program.ts';
import type { TrainingBackend } from './training-backend.ts';

/** Copies tensors into others of the same size: the first one is the output, the others are inputs that it changes. */
class CopySeveralProgram extends FlatProgram implements WebGPUProgram {
  readonly variableNames: string[];
  shaderKey: string;
  readonly #count: number;

  constructor(shape: readonly number[], count: number) {
    super(shape);
    this.#count = count;
    const names = (prefix: string, first: number) =>
      Array.from({ length: count - first }, (_, index) => `${prefix}${first + index}`);
    this.variableNames = [...names('from', 0), ...names('mutableTo', 1)];
    this.shaderKey = `duetCopySeveral_${count}`;
  }

  protected override body(): string {
    const others = Array.from({ length: this.#count - 1 }, (_, i) => `mutableTo${i + 1}[index] = from${i + 1}[index];`);
    return ['result[index] = from0[index];', ...others].join('\n          ');
  }
}

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
  const program = new CopySeveralProgram(shape, copies.length);
  const inputs = [...copies.map(({ from }) => from), ...others.map(({ to }) => to)];
  backend.runWebGPUProgram(program, inputs, dtype, [], first.to);
}
