import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/** In one workgroup: what every device has. */
const INVOCATIONS = 256;

/** WGSL of what the two programs share. Below -104 a power is 0 in float32; what `exp` makes of nan and -infinity is up to the adapter. */
export const CROSS_ENTROPY_FUNCTIONS = `
      fn power(x : f32) -> f32 {
        return select(exp(max(x, -104.0)), uniforms.NAN, isnan(x));
      }
      fn isInfinite(x : f32) -> bool {
        return abs(x) > 3.4028234e38;
      }`;

/**
 * Softmax cross-entropy of few logits in one workgroup, each invocation with rows of its own: logits float32
 * [rows, classes], labels int32 [rows] -> gradient float32 [rows, classes]; and into the mutable inputs the loss [], the
 * logarithms of the probabilities [rows, classes] and the count of the losses [].
 *
 * The order of additions is fixed, so the loss is deterministic.
 */
export class SoftmaxCrossEntropyProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number] = [1, 1, 1];
  readonly workgroupSize: [number, number, number] = [INVOCATIONS, 1, 1];
  readonly variableNames = ['logits', 'labels', 'mutableLoss', 'mutableLogarithms', 'mutableCount'];
  readonly uniforms = 'rows : i32, classes : i32, countsAll : i32, ';
  shaderKey = 'duetSoftmaxCrossEntropy';

  constructor(shape: readonly number[]) {
    this.outputShape = [...shape];
  }

  getUserCode(): string {
    return `
      ${CROSS_ENTROPY_FUNCTIONS}
      // Loss and count of each invocation, then of sixteen, then of all.
      var<workgroup> sums : array<vec2<f32>, ${INVOCATIONS}>;
      fn main(index : i32) {
        let rows = uniforms.rows;
        let classes = uniforms.classes;
        var own = vec2<f32>(0.0);
        for (var row = index; row < rows; row += ${INVOCATIONS}) {
          let first = row * classes;
          var largest = logits[first];
          var hasNan = isnan(largest);
          for (var column = 1; column < classes; column++) {
            let logit = logits[first + column];
            hasNan = hasNan | isnan(logit);
            largest = max(largest, logit);
          }
          var powers = 0.0;
          for (var column = 0; column < classes; column++) { powers += power(logits[first + column] - largest); }
          let shift = select(log(powers), uniforms.NAN, hasNan | isInfinite(largest));
          for (var column = 0; column < classes; column++) {
            mutableLogarithms[first + column] = logits[first + column] - largest - shift;
          }
          let label = labels[row];
          if (u32(label) < u32(classes)) { own += vec2<f32>(shift + largest - logits[first + label], 1.0); }
        }
        sums[index] = own;
        workgroupBarrier();
        if (index < ${INVOCATIONS / 16}) {
          for (var other = 1; other < 16; other++) { own += sums[index + other * ${INVOCATIONS / 16}]; }
        }
        workgroupBarrier();
        sums[index] = own;
        workgroupBarrier();
        var total = sums[0];
        for (var other = 1; other < ${INVOCATIONS / 16}; other++) { total += sums[other]; }
        let count = select(total.y, f32(rows), uniforms.countsAll != 0);
        if (index == 0) {
          mutableCount[0] = count;
          mutableLoss[0] = select(uniforms.NAN, total.x / count, count > 0.0);
        }
        for (var row = index; row < rows; row += ${INVOCATIONS}) {
          let label = labels[row];
          let share = select(0.0, 1.0 / count, u32(label) < u32(classes));
          for (var column = 0; column < classes; column++) {
            let place = row * classes + column;
            let distance = power(mutableLogarithms[place]) - select(0.0, 1.0, column == label);
            result[place] = select(0.0, distance * share, share > 0.0);
          }
        }
      }`;
  }
}
