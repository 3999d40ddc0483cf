import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { CROSS_ENTROPY_FUNCTIONS } from './softmax-cross-entropy-program.ts';

/** In one workgroup, which owns a row. */
const INVOCATIONS = 64;

/**
 * Softmax cross-entropy of many logits, a workgroup for each row: logits float32 [rows, classes], labels int32 [rows] ->
 * gradient of the mean of the losses, float32 [rows, classes]; and into the mutable inputs the loss of each row [rows], the
 * logarithms of the probabilities [rows, classes] and the count of the losses [].
 */
export class SoftmaxCrossEntropyRowsProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [INVOCATIONS, 1, 1];
  readonly variableNames = ['logits', 'labels', 'mutableLosses', 'mutableLogarithms', 'mutableCount'];
  readonly uniforms = 'rows : i32, classes : i32, countsAll : i32, ';
  shaderKey = 'duetSoftmaxCrossEntropyRows';

  constructor([rows = 0, classes = 0]: readonly number[]) {
    this.outputShape = [rows, classes];
    this.dispatch = [rows, 1, 1];
  }

  getUserCode(): string {
    return `
      ${CROSS_ENTROPY_FUNCTIONS}
      var<workgroup> partial : array<vec2<f32>, ${INVOCATIONS}>;
      // The largest of x and the sum of y over the invocations.
      fn combined(own : vec2<f32>, lane : i32) -> vec2<f32> {
        partial[lane] = own;
        workgroupBarrier();
        for (var half = ${INVOCATIONS / 2}; half > 0; half /= 2) {
          if (lane < half) {
            let other = partial[lane + half];
            partial[lane] = vec2<f32>(max(partial[lane].x, other.x), partial[lane].y + other.y);
          }
          workgroupBarrier();
        }
        let all = partial[0];
        workgroupBarrier();
        return all;
      }
      fn main(index : i32) {
        let row = index / ${INVOCATIONS};
        let lane = index % ${INVOCATIONS};
        let classes = uniforms.classes;
        let first = row * classes;
        var own = vec2<f32>(-3.4028234e38, 0.0);
        for (var column = lane; column < classes; column += ${INVOCATIONS}) {
          let logit = logits[first + column];
          own = vec2<f32>(max(own.x, logit), own.y + select(0.0, 1.0, isnan(logit)));
        }
        let extremes = combined(own, lane);
        let largest = extremes.x;
        var powers = 0.0;
        for (var column = lane; column < classes; column += ${INVOCATIONS}) {
          powers += power(logits[first + column] - largest);
        }
        let sum = combined(vec2<f32>(0.0, powers), lane).y;
        var targets = 0.0;
        if (uniforms.countsAll == 0) {
          for (var other = lane; other < uniforms.rows; other += ${INVOCATIONS}) {
            targets += select(0.0, 1.0, u32(labels[other]) < u32(classes));
          }
        }
        let counted = combined(vec2<f32>(0.0, targets), lane).y;
        let count = select(counted, f32(uniforms.rows), uniforms.countsAll != 0);
        // Where all are -infinity, the sum is 0.
        let isWrong = extremes.y > 0.0 || isInfinite(largest) || sum < 1.0;
        let shift = select(log(sum), uniforms.NAN, isWrong);
        // There can be more workgroups than rows.
        if (row < uniforms.rows) {
          let label = labels[row];
          let isTarget = u32(label) < u32(classes);
          for (var column = lane; column < classes; column += ${INVOCATIONS}) {
            let logarithm = logits[first + column] - largest - shift;
            mutableLogarithms[first + column] = logarithm;
            let distance = power(logarithm) - select(0.0, 1.0, column == label);
            result[first + column] = select(0.0, distance / count, isTarget);
          }
          if (lane == 0) {
            mutableLosses[row] = select(0.0, shift + largest - logits[first + clamp(label, 0, classes - 1)], isTarget);
            if (row == 0) { mutableCount[0] = count; }
          }
        }
      }`;
  }
}
