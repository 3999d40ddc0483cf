import { FlatProgram } from './flat-program.ts';

/** Index of the first largest number along the last axis, a nan before all numbers: x float32 [..., classes] -> int32 [...]. */
export class FirstLargestProgram extends FlatProgram {
  readonly variableNames = ['x'];
  readonly uniforms = 'classes : i32, ';
  shaderKey = 'duetFirstLargest';

  protected override body(): string {
    return `
          let first = index * uniforms.classes;
          var largest = x[first];
          var found = 0;
          for (var place = 1; place < uniforms.classes; place++) {
            let candidate = x[first + place];
            let wins = !isnan(largest) & ((candidate > largest) | isnan(candidate));
            largest = select(largest, candidate, wins);
            found = select(found, place, wins);
          }
          result[index] = found;`;
  }
}

/** Whether the first largest score is that of the label: labels [rows], scores float32 [rows, classes] -> float32 [rows]. */
export class CorrectPredictionsProgram extends FlatProgram {
  readonly variableNames = ['labels', 'scores'];
  readonly uniforms = 'classes : i32, ';
  shaderKey = 'duetCorrectPredictions';

  protected override body(): string {
    return `
          let first = index * uniforms.classes;
          var largest = scores[first];
          var found = 0;
          for (var place = 1; place < uniforms.classes; place++) {
            let candidate = scores[first + place];
            let wins = candidate > largest;
            largest = select(largest, candidate, wins);
            found = select(found, place, wins);
          }
          result[index] = select(0.0, 1.0, found == i32(labels[index]));`;
  }
}
