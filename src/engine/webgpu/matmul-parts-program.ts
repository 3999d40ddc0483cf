import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { epilogueKey, epilogueVariables, finish, type MatmulEpilogue } from './matmul-epilogue.ts';
import type { UniformValue } from './conv2d-geometry.ts';

/**
 * Adds up the parts of a product, always in the same order: partial [parts, size] float32 -> [size], `columns` numbers a
 * row.
 */
export class MatmulPartsProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames: string[];
  readonly outputComponent: number;
  readonly size = true;
  readonly uniforms = 'columnGroups : i32, parts : i32, ';
  readonly uniformValues: UniformValue[];
  shaderKey: string;
  readonly #epilogue: MatmulEpilogue;

  constructor(size: number, columns: number, parts: number, epilogue: MatmulEpilogue) {
    this.outputShape = [size];
    this.outputComponent = columns % 4 === 0 ? 4 : 1;
    this.uniformValues = [columns / this.outputComponent, parts].map((value) => ({ type: 'int32', data: [value] }));
    this.dispatch = [Math.ceil(size / this.outputComponent / this.workgroupSize[0]), 1, 1];
    this.variableNames = ['partial', ...epilogueVariables(epilogue)];
    this.#epilogue = epilogue;
    this.shaderKey = `duetMatmulParts_${this.outputComponent}_${epilogueKey(epilogue)}`;
  }

  getUserCode(): string {
    const type = this.outputComponent === 4 ? 'vec4<f32>' : 'f32';
    return `
      fn main(index : i32) {
        if (index < uniforms.size) {
          var value = ${type}(0.0);
          for (var part = 0; part < uniforms.parts; part++) {
            value += partial[part * uniforms.size + index];
          }
          ${finish(this.#epilogue, type, 'index % uniforms.columnGroups', 'index')}
        }
      }`;
  }
}
