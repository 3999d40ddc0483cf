import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { UniformValue } from './conv2d-geometry.ts';

/**
 * Sums a matrix over its rows, in parts: x [rows, columns] float32 -> [parts, columns]. The parts are added up by a
 * second run with one part. The order of additions is fixed, so the sum is deterministic.
 *
 * The stock reduction transposes the whole tensor first.
 */
export class ColumnSumProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames = ['x'];
  readonly outputComponent: number;
  readonly uniforms = 'rows : i32, groups : i32, parts : i32, ';
  readonly uniformValues: UniformValue[];
  shaderKey: string;

  constructor(rows: number, columns: number, parts: number) {
    this.outputShape = [parts, columns];
    this.outputComponent = columns % 4 === 0 ? 4 : 1;
    const groups = columns / this.outputComponent;
    this.dispatch = [Math.ceil((parts * groups) / this.workgroupSize[0]), 1, 1];
    this.uniformValues = [rows, groups, parts].map((value) => ({ type: 'int32', data: [value] }));
    this.shaderKey = `duetColumnSum_${this.outputComponent}`;
  }

  getUserCode(): string {
    return `
      fn main(index : i32) {
        let part = index / uniforms.groups;
        let group = index % uniforms.groups;
        if (part >= uniforms.parts) { return; }
        let rowsAPart = (uniforms.rows + uniforms.parts - 1) / uniforms.parts;
        let lastRow = min((part + 1) * rowsAPart, uniforms.rows);
        var sum = ${this.outputComponent === 4 ? 'vec4<f32>' : 'f32'}(0.0);
        for (var row = part * rowsAPart; row < lastRow; row++) {
          sum += x[row * uniforms.groups + group];
        }
        result[index] = sum;
      }`;
  }
}
