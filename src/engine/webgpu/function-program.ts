import { Elu, Exp, Expm1, Log, Log1p, Sigmoid, Softplus } from '@tensorflow/tfjs-core';
import { FlatProgram } from './flat-program.ts';

const logarithm = (argument: string) => `
          if (${argument} < 0.0) {
            y = uniforms.NAN;
          } else if (${argument} == 0.0) {
            y = -uniforms.INFINITY;
          } else {
            y = log(${argument});
          }`;

/** WGSL that sets `y` to a function of `a`, where a is a number. */
const functions = {
  [Elu]: 'y = select(exp(a) - 1.0, a, a >= 0.0);',
  [Exp]: 'y = exp(a);',
  [Expm1]: 'y = exp(a) - 1.0;',
  [Log]: logarithm('a'),
  [Log1p]: logarithm('(1.0 + a)'),
  [Sigmoid]: 'y = 1.0 / (1.0 + exp(-a));',
  // log(1 + exp(-|a|)) is in the range that a float32 holds for every a.
  [Softplus]: 'y = max(a, 0.0) + log(1.0 + exp(-abs(a)));',
};

/** Functions of one number that have a program here, by the names of their kernels. */
export const functionNames = Object.keys(functions) as readonly FunctionName[];

export type FunctionName = keyof typeof functions;

/**
 * A function of each number: x float32 -> like x; NaN where x is NaN, and -infinity for the logarithm of 0.
 *
 * WGSL leaves both to the adapter. The stock shaders hand them on to `exp` and `log`, and a software adapter makes
 * exp(NaN) infinite, sigmoid(NaN) 0 and log(0) -88: a loss that has no number looks as if it had one.
 */
export class FunctionProgram extends FlatProgram {
  readonly variableNames = ['x'];
  shaderKey: string;
  readonly #name: FunctionName;

  constructor(name: FunctionName, shape: readonly number[]) {
    super(shape);
    this.#name = name;
    this.shaderKey = `duetFunction_${name}`;
  }

  protected override body(): string {
    return `
          let a = x[index];
          var y = a;
          if (!isnan(a)) {
            ${functions[this.#name]}
          }
          result[index] = y;`;
  }
}
