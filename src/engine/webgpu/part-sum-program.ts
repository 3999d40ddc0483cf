import { FlatProgram } from './flat-program.ts';

/** Adds up parts in their order: parts [parts, size] float32 -> [size]. */
export class PartSumProgram extends FlatProgram {
  readonly variableNames = ['parts'];
  readonly uniforms = 'partCount : i32, ';
  shaderKey = 'duetPartSum';

  protected override body(): string {
    return `
          var sum = parts[index];
          for (var part = 1; part < uniforms.partCount; part++) {
            sum += parts[part * uniforms.size + index];
          }
          result[index] = sum;`;
  }
}
