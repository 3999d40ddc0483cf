import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS, type Conv2dGeometry } from './conv2d-geometry.ts';

/** Max pooling without padding: x [N, H, W, C] float32 -> [N, oh, ow, C], C a multiple of 4. */
export class MaxPoolProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames = ['x'];
  readonly variableComponents = [4];
  readonly outputComponent = 4;
  readonly size = true;
  readonly uniforms = GEOMETRY_UNIFORMS;
  shaderKey = 'duetMaxPool';

  constructor(geometry: Conv2dGeometry) {
    this.outputShape = geometry.outShape;
    const vectors = geometry.outShape.reduce((product, size) => product * size, 1) / 4;
    this.dispatch = [Math.ceil(vectors / this.workgroupSize[0]), 1, 1];
  }

  getUserCode(): string {
    return `
      fn main(index : i32) {
        if (index >= uniforms.size) { return; }
        let groups = uniforms.inputChannels / 4;
        let group = index % groups;
        let column = index / groups % uniforms.outputSize.y * uniforms.stride.y;
        let outputRow = index / groups / uniforms.outputSize.y;
        let row = outputRow % uniforms.outputSize.x * uniforms.stride.x;
        let image = outputRow / uniforms.outputSize.x * uniforms.inputSize.x;
        var maximum = x[((image + row) * uniforms.inputSize.y + column) * groups + group];
        for (var y = 0; y < uniforms.kernelSize.x; y++) {
          for (var x0 = 0; x0 < uniforms.kernelSize.y; x0++) {
            let cell = ((image + row + y) * uniforms.inputSize.y + column + x0) * groups + group;
            maximum = max(maximum, x[cell]);
          }
        }
        result[index] = maximum;
      }`;
  }
}
