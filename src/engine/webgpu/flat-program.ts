import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { util } from '@tensorflow/tfjs-core';

/** A program with one invocation for each number of its output. */
export abstract class FlatProgram implements WebGPUProgram {
  abstract readonly variableNames: string[];
  abstract shaderKey: string;
  readonly outputShape: number[];
  readonly dispatchLayout: { x: number[] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly size = true;

  constructor(shape: readonly number[]) {
    this.outputShape = [...shape];
    this.dispatchLayout = { x: shape.map((_, axis) => axis) };
    this.dispatch = [Math.ceil(util.sizeFromShape(this.outputShape) / this.workgroupSize[0]), 1, 1];
  }

  /** WGSL that writes `result[index]`. */
  protected abstract body(): string;

  getUserCode(): string {
    return `
      fn main(index : i32) {
        if (index < uniforms.size) {
          ${this.body()}
        }
      }`;
  }
}
