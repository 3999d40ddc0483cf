import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS, type Conv2dGeometry } from './conv2d-geometry.ts';

/**
 * Max pooling: x [N, H, W, C] float32 -> [N, oh, ow, C]. What lies around the image is in no window, and a nan is larger
 * than every number.
 */
export class MaxPoolProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames = ['x'];
  readonly outputComponent: number;
  readonly size = true;
  readonly uniforms = GEOMETRY_UNIFORMS;
  shaderKey: string;

  constructor(geometry: Conv2dGeometry) {
    this.outputShape = geometry.outShape;
    this.outputComponent = geometry.inChannels % 4 === 0 ? 4 : 1;
    const cells = geometry.outShape.reduce((product, size) => product * size, 1) / this.outputComponent;
    this.dispatch = [Math.ceil(cells / this.workgroupSize[0]), 1, 1];
    this.shaderKey = `duetMaxPool_${this.outputComponent}`;
  }

  getUserCode(): string {
    const isNan = this.outputComponent === 4 ? 'isnanVec4' : 'isnan';
    return `
      fn main(index : i32) {
        if (index >= uniforms.size) { return; }
        let groups = uniforms.inputChannels / ${this.outputComponent};
        let group = index % groups;
        let window = vec2<i32>(index / groups / uniforms.outputSize.y % uniforms.outputSize.x, index / groups % uniforms.outputSize.y);
        let image = index / groups / uniforms.outputSize.y / uniforms.outputSize.x * uniforms.inputSize.x;
        let begin = window * uniforms.stride - uniforms.padding;
        let first = max(vec2<i32>(0), begin);
        let end = min(uniforms.inputSize, begin + uniforms.kernelSize);
        var maximum = x[((image + first.x) * uniforms.inputSize.y + first.y) * groups + group];
        for (var row = first.x; row < end.x; row++) {
          for (var column = first.y; column < end.y; column++) {
            let value = x[((image + row) * uniforms.inputSize.y + column) * groups + group];
            maximum = select(maximum, value, (value > maximum) | ${isNan}(value));
          }
        }
        result[index] = maximum;
      }`;
  }
}
