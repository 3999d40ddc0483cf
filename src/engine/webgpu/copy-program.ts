import { FlatProgram } from './flat-program.ts';

/** The values themselves: x -> like x. */
export class CopyProgram extends FlatProgram {
  readonly variableNames = ['x'];
  shaderKey = 'duetCopy';

  protected override body(): string {
    return 'result[index] = x[index];';
  }
}
