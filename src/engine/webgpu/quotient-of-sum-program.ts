import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/** In the one workgroup. */
const INVOCATIONS = 64;

/**
 * A sum divided by a count, NaN where that is 0: x float32 [size], count float32 [] -> []. The order of additions is
 * fixed.
 */
export class QuotientOfSumProgram implements WebGPUProgram {
  readonly outputShape: number[] = [];
  readonly dispatchLayout = { x: [] };
  readonly dispatch: [number, number, number] = [1, 1, 1];
  readonly workgroupSize: [number, number, number] = [INVOCATIONS, 1, 1];
  readonly variableNames = ['x', 'count'];
  readonly uniforms = 'length : i32, ';
  shaderKey = 'duetQuotientOfSum';

  getUserCode(): string {
    return `
      var<workgroup> sums : array<f32, ${INVOCATIONS}>;
      fn main(index : i32) {
        var own = 0.0;
        for (var place = index; place < uniforms.length; place += ${INVOCATIONS}) { own += x[place]; }
        sums[index] = own;
        workgroupBarrier();
        if (index == 0) {
          for (var other = 1; other < ${INVOCATIONS}; other++) { own += sums[other]; }
          result[0] = select(uniforms.NAN, own / count[0], count[0] > 0.0);
        }
      }`;
  }
}
