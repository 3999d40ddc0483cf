/** Functions that change their input: `add_` is `add` with the result in the place of the input. Methods alone. */
import type { Tensor } from '../tensor.ts';
import { elu, leakyRelu, relu } from './activations.ts';
import { add, mul, multiply, neg, negative, sub, subtract } from './arithmetic.ts';
import { clamp, clampMax, clampMin, clip, nanToNum } from './bounds.ts';
import { addcdiv, addcmul, lerp } from './combination.ts';
import { eq, ge, gt, le, lt, ne } from './comparison.ts';
import { cumprod, cumsum } from './cumulative.ts';
import { div, divide, floorDivide, fmod, reciprocal, remainder, trueDivide } from './division.ts';
import { erf, erfc, exp, exp2, expm1, log, log10, log1p, log2, logit, sigmoid } from './exponential.ts';
import { fill, zero } from './filling.ts';
import { changeInPlace } from './in-place.ts';
import {
  bitwiseAnd,
  bitwiseNot,
  bitwiseOr,
  bitwiseXor,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
} from './logic.ts';
import { addmm, addmv, baddbmm } from './matrix-sums.ts';
import { pow, rsqrt, sqrt, square } from './powers.ts';
import { abs, absolute, ceil, fix, floor, frac, round, sgn, sign, trunc } from './rounding.ts';
import { tril, triu } from './triangles.ts';
import { acos, acosh, asin, asinh, atan, atan2, atanh, cos, cosh, sin, sinh, tan, tanh } from './trigonometry.ts';

const functions = {
  ...{ add, mul, multiply, neg, negative, sub, subtract, addcdiv, addcmul, lerp, addmm, addmv, baddbmm },
  ...{ div, divide, floorDivide, fmod, reciprocal, remainder, trueDivide, pow, rsqrt, sqrt, square },
  ...{ elu, leakyRelu, relu, clamp, clampMax, clampMin, clip, nanToNum, cumprod, cumsum, tril, triu, fill, zero },
  ...{ erf, erfc, exp, exp2, expm1, log, log10, log1p, log2, logit, sigmoid },
  ...{ abs, absolute, ceil, fix, floor, frac, round, sgn, sign, trunc },
  ...{ acos, acosh, asin, asinh, atan, atan2, atanh, cos, cosh, sin, sinh, tan, tanh },
  ...{ eq, ge, gt, le, lt, ne, bitwiseAnd, bitwiseNot, bitwiseOr, bitwiseXor },
  ...{ logicalAnd, logicalNot, logicalOr, logicalXor },
};

type Functions = typeof functions;

type InPlaceFunctions = { [Name in keyof Functions as `${Name}_`]: Functions[Name] };

/**
 * Every function of the table with a `_`.
 *
 * @throws {RuntimeError} for a result of a type or shape that the input cannot take, or an input that must not change.
 */
export const inPlaceFunctions = inPlace(functions);

function inPlace(table: Readonly<Record<string, (input: Tensor, ...rest: never) => Tensor>>): InPlaceFunctions {
  const entries = Object.entries(table).map(([name, compute]): readonly [string, object] => [
    `${name}_`,
    (input: Tensor, ...rest: never) => changeInPlace(input, (before) => compute(before, ...rest)),
  ]);
  return Object.fromEntries(entries) as InPlaceFunctions;
}
