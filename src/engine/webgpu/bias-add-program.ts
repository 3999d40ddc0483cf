import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/**
 * Adds a vector to every row: x [..., columns], bias [columns] float32 -> like x, columns a multiple of 4.
 *
 * The stock addition copies a small operand to workgroup memory behind a barrier, which a software adapter pays for.
 */
export class BiasAddProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames = ['x', 'bias'];
  readonly variableComponents = [4, 4];
  readonly outputComponent = 4;
  readonly size = true;
  readonly uniforms = 'groups : i32, ';
  shaderKey = 'duetBiasAdd';

  constructor(shape: number[]) {
    this.outputShape = shape;
    const vectors = shape.reduce((product, size) => product * size, 1) / 4;
    this.dispatch = [Math.ceil(vectors / this.workgroupSize[0]), 1, 1];
  }

  getUserCode(): string {
    return `
      fn main(index : i32) {
        if (index < uniforms.size) {
          result[index] = x[index] + bias[index % uniforms.groups];
        }
      }`;
  }
}
