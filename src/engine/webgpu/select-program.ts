import { FlatProgram } from './flat-program.ts';

/**
 * Numbers of one of two tensors: condition [conditions], ifTrue and ifFalse [size] of the same type -> [size]. Each
 * condition decides for `size / conditions` numbers that follow one another.
 *
 * The stock shader ends at four axes and rounds integers to float32.
 */
export class SelectProgram extends FlatProgram {
  readonly variableNames = ['condition', 'ifTrue', 'ifFalse'];
  readonly uniforms = 'numbersACondition : i32, ';
  shaderKey = 'duetSelect';

  protected override body(): string {
    return `
          let isTrue = i32(condition[index / uniforms.numbersACondition]) != 0;
          result[index] = select(ifFalse[index], ifTrue[index], isTrue);`;
  }
}
