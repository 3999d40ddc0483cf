import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { FlatProgram } from './flat-program.ts';

/** Copies of as many tensors of one size: the first is the output, the others are inputs that it changes. */
export class CopyProgram extends FlatProgram implements WebGPUProgram {
  readonly variableNames: string[];
  shaderKey: string;
  readonly #count: number;

  constructor(shape: readonly number[], count = 1) {
    super(shape);
    this.#count = count;
    const names = (prefix: string, first: number) =>
      Array.from({ length: count - first }, (_, index) => `${prefix}${first + index}`);
    this.variableNames = [...names('from', 0), ...names('mutableTo', 1)];
    this.shaderKey = `duetCopy_${count}`;
  }

  protected override body(): string {
    const others = Array.from({ length: this.#count - 1 }, (_, i) => `mutableTo${i + 1}[index] = from${i + 1}[index];`);
    return ['result[index] = from0[index];', ...others].join('\n          ');
  }
}
