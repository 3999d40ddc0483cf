import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS, type Conv2dGeometry } from './conv2d-geometry.ts';

/** Which input of a gradient of pooling tells where a relu let nothing through: none, the pooled image, or one of its own. */
export type ReluOutput = 'none' | 'x' | 'reluOutput';

/**
 * Gradient of max pooling whose windows do not overlap: x [N, H, W, C], y [N, oh, ow, C], dy like y -> dx like x; with the
 * output of a relu like x, dx is 0 where that is 0.
 *
 * One invocation owns one window, or one cell of the border that no window covers, so nothing is added up and nothing is
 * cleared beforehand. A window's gradient goes to its first maximum, row by row, as PyTorch and TensorFlow send it; a nan
 * is larger than every number.
 */
export class MaxPoolGradientProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames: string[];
  readonly uniforms = GEOMETRY_UNIFORMS;
  readonly #vector: boolean;
  readonly #relu: ReluOutput;
  readonly outputComponent: number;
  shaderKey: string;

  constructor(geometry: Conv2dGeometry, relu: ReluOutput) {
    this.variableNames = poolGradientInputs(relu);
    this.#relu = relu;
    this.outputShape = geometry.inShape;
    this.#vector = geometry.inChannels % 4 === 0;
    this.outputComponent = this.#vector ? 4 : 1;
    const windowsY = Math.ceil(geometry.inHeight / geometry.strideHeight);
    const windowsX = Math.ceil(geometry.inWidth / geometry.strideWidth);
    const groups = geometry.inChannels / this.outputComponent;
    const invocations = geometry.batchSize * windowsY * windowsX * groups;
    this.dispatch = [Math.ceil(invocations / this.workgroupSize[0]), 1, 1];
    this.shaderKey = `duetMaxPoolGradient_${this.#vector}_${relu}`;
  }

  getUserCode(): string {
    const type = this.#vector ? 'vec4<f32>' : 'f32';
    const flags = this.#vector ? 'vec4<bool>' : 'bool';
    const isNan = this.#vector ? 'isnanVec4' : 'isnan';
    const passes = this.#relu === 'none' ? 'first' : `first & (${this.#relu}[cell] > ${type}(0.0))`;
    return `
      fn main(index : i32) {
        let groups = uniforms.inputChannels / ${this.outputComponent};
        let windows = (uniforms.inputSize + uniforms.stride - vec2<i32>(1)) / uniforms.stride;
        let group = index % groups;
        let windowX = index / groups % windows.y;
        let windowY = index / groups / windows.y % windows.x;
        let image = index / groups / windows.y / windows.x;
        if (image >= uniforms.batchSize) { return; }
        let covered = windowY < uniforms.outputSize.x && windowX < uniforms.outputSize.y;
        let window = ((image * uniforms.outputSize.x + windowY) * uniforms.outputSize.y + windowX) * groups + group;
        var gradient = ${type}(0.0);
        var maximum = ${type}(0.0);
        if (covered) {
          gradient = dy[window];
          maximum = y[window];
        }
        var found = ${flags}(false);
        let lastY = min((windowY + 1) * uniforms.stride.x, uniforms.inputSize.x);
        let lastX = min((windowX + 1) * uniforms.stride.y, uniforms.inputSize.y);
        for (var row = windowY * uniforms.stride.x; row < lastY; row++) {
          for (var column = windowX * uniforms.stride.y; column < lastX; column++) {
            let cell = ((image * uniforms.inputSize.x + row) * uniforms.inputSize.y + column) * groups + group;
            let value = x[cell];
            let first = ((value == maximum) | ${isNan}(value)) & !found;
            result[cell] = select(${type}(0.0), gradient, ${passes});
            found = found | first;
          }
        }
      }`;
  }
}

/** The inputs of a program for the gradient of pooling. */
export function poolGradientInputs(relu: ReluOutput): string[] {
  return relu === 'reluOutput' ? ['x', 'y', 'dy', 'reluOutput'] : ['x', 'y', 'dy'];
}
