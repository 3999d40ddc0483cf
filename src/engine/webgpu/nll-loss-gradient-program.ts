import { FlatProgram } from './flat-program.ts';

/** gradient float32 [], labels int32 [rows], count float32 [] -> [rows, classes]: -gradient / count at each label, else 0. */
export class NllLossGradientProgram extends FlatProgram {
  readonly variableNames = ['gradient', 'labels', 'count'];
  readonly uniforms = 'classes : i32, ';
  shaderKey = 'duetNllLossGradient';

  protected override body(): string {
    return `
          let isLabel = labels[index / uniforms.classes] == index % uniforms.classes;
          result[index] = select(0.0, -gradient[0] / count[0], isLabel);`;
  }
}
