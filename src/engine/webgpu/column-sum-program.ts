import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/**
 * Sums a matrix over its rows, in parts: x [rows, columns] float32 -> [parts, columns], columns a multiple of 4.
 * The parts are added up by a second run with one part. The order of additions is fixed, so the sum is deterministic.
 *
 * The stock reduction transposes the whole tensor first.
 */
export class ColumnSumProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames = ['x'];
  readonly variableComponents = [4];
  readonly outputComponent = 4;
  readonly uniforms = 'rows : i32, groups : i32, parts : i32, ';
  shaderKey = 'duetColumnSum';

  constructor(columns: number, parts: number) {
    this.outputShape = [parts, columns];
    this.dispatch = [Math.ceil((parts * columns) / 4 / this.workgroupSize[0]), 1, 1];
  }

  getUserCode(): string {
    return `
      fn main(index : i32) {
        let part = index / uniforms.groups;
        let group = index % uniforms.groups;
        if (part >= uniforms.parts) { return; }
        let lastRow = (part + 1) * uniforms.rows / uniforms.parts;
        var sum = vec4<f32>(0.0);
        for (var row = part * uniforms.rows / uniforms.parts; row < lastRow; row++) {
          sum += x[row * uniforms.groups + group];
        }
        result[index] = sum;
      }`;
  }
}
