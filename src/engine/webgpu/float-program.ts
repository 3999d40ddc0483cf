import { FlatProgram } from './flat-program.ts';

/** Integers or booleans as float32: x -> like x. */
export class FloatProgram extends FlatProgram {
  readonly variableNames = ['x'];
  shaderKey = 'duetFloat';

  protected override body(): string {
    return 'result[index] = f32(x[index]);';
  }
}
