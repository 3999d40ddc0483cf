import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util, type DataType, type TensorInfo } from '@tensorflow/tfjs-core';
import type { OwnKernelCall } from '../own-kernel.ts';
import { kernelInput } from '../replace-kernel.ts';
import { FlatProgram } from './flat-program.ts';

/** Statements over the numbers at one place of several tensors: see the kernel Elementwise. */
class ElementwiseProgram extends FlatProgram {
  readonly variableNames: string[];
  shaderKey: string;
  readonly #body: string;

  constructor(shape: readonly number[], inputs: readonly TensorInfo[], outputs: number, code: readonly string[]) {
    super(shape);
    const further = Array.from({ length: outputs - 1 }, (_, index) => `mutableY${index + 1}`);
    this.variableNames = [...inputs.map((_, index) => `x${index}`), ...further];
    const reads = inputs.map(
      (input, index) => `let a${index} = x${index}[${util.sizeFromShape(input.shape) === 1 ? '0' : 'index'}];`,
    );
    const writes = further.map((name, index) => `${name}[index] = y${index + 1};`);
    this.#body = [...reads, ...code, 'result[index] = y0;', ...writes].join('\n          ');
    this.shaderKey = `duetElementwise_${this.#body}`;
  }

  protected override body(): string {
    return this.#body;
  }
}

/** Elementwise. */
export function elementwise({ inputs, attributes, backend }: OwnKernelCall<WebGPUBackend>): TensorInfo[] {
  const { code, shape, dtypes } = attributes as { code: string[]; shape: number[]; dtypes: DataType[] };
  const [dtype = 'float32', ...others] = dtypes;
  const tensors = Object.keys(inputs).map((_, index) => kernelInput(inputs, `x${index}`));
  const further = others.map((each) => backend.makeTensorInfo(shape, each));
  const program = new ElementwiseProgram(shape, tensors, dtypes.length, code);
  return [backend.runWebGPUProgram(program, [...tensors, ...further], dtype), ...further];
}
