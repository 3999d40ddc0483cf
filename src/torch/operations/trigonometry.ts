import * as tf from '@tensorflow/tfjs-core';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import type { Tensor } from '../tensor.ts';
import { add, mul, neg, rsub, sub } from './arithmetic.ts';
import { div } from './division.ts';
import { binary } from './elementwise.ts';
import { sumToShape } from './expand.ts';
import { rsqrt, square } from './powers.ts';
import { functionOfInput, functionOfResult } from './unary.ts';

/** Sine of an angle in radians. @source https://docs.pytorch.org/docs/stable/generated/torch.sin.html */
export const sin = functionOfInput('SinBackward0', tf.sin, (gradient, self) => mul(gradient, cos(self)));

/** Cosine of an angle in radians. @source https://docs.pytorch.org/docs/stable/generated/torch.cos.html */
export const cos = functionOfInput('CosBackward0', tf.cos, (gradient, self) => neg(mul(gradient, sin(self))));

/** Tangent of an angle in radians. @source https://docs.pytorch.org/docs/stable/generated/torch.tan.html */
export const tan = functionOfResult('TanBackward0', tf.tan, (gradient, result) =>
  mul(gradient, add(square(result), 1)),
);

/** The angle in [-π/2, π/2] of a sine. @source https://docs.pytorch.org/docs/stable/generated/torch.asin.html */
export const asin = functionOfInput('AsinBackward0', tf.asin, (gradient, self) =>
  mul(gradient, rsqrt(rsub(square(self), 1))),
);

/** The angle in [0, π] of a cosine. @source https://docs.pytorch.org/docs/stable/generated/torch.acos.html */
export const acos = functionOfInput('AcosBackward0', tf.acos, (gradient, self) =>
  neg(mul(gradient, rsqrt(rsub(square(self), 1)))),
);

/** The angle in (-π/2, π/2) of a tangent. @source https://docs.pytorch.org/docs/stable/generated/torch.atan.html */
export const atan = functionOfInput('AtanBackward0', tf.atan, (gradient, self) => div(gradient, add(square(self), 1)));

/**
 * The angle in (-π, π] of the point with y = `input` and x = `other`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.atan2.html
 */
export const atan2 = named('atan2', ['other'], (input: Tensor, other: Tensor): Tensor => {
  return record(binary(input, other, { host: Math.atan2, device: tf.atan2 }, { type: 'float32' }), {
    name: 'Atan2Backward0',
    inputs: [input, other],
    saved: { self: input, other },
    backward: (gradient, saved, needed) => {
      const scaled = div(gradient, add(square(saved.self), square(saved.other)));
      return [
        needed[0] ? sumToShape(mul(scaled, saved.other), input.shape) : null,
        needed[1] ? sumToShape(neg(mul(scaled, saved.self)), other.shape) : null,
      ];
    },
  });
});

/** Hyperbolic sine. @source https://docs.pytorch.org/docs/stable/generated/torch.sinh.html */
export const sinh = functionOfInput('SinhBackward0', tf.sinh, (gradient, self) => mul(gradient, cosh(self)));

/** Hyperbolic cosine. @source https://docs.pytorch.org/docs/stable/generated/torch.cosh.html */
export const cosh = functionOfInput('CoshBackward0', tf.cosh, (gradient, self) => mul(gradient, sinh(self)));

/** Hyperbolic tangent. @source https://docs.pytorch.org/docs/stable/generated/torch.tanh.html */
export const tanh = functionOfResult('TanhBackward0', tf.tanh, (gradient, result) =>
  mul(gradient, rsub(square(result), 1)),
);

/** Inverse of the hyperbolic sine. @source https://docs.pytorch.org/docs/stable/generated/torch.asinh.html */
export const asinh = functionOfInput('AsinhBackward0', tf.asinh, (gradient, self) =>
  mul(gradient, rsqrt(add(square(self), 1))),
);

/**
 * Inverse of the hyperbolic cosine, for 1 and more.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.acosh.html
 */
export const acosh = functionOfInput('AcoshBackward0', tf.acosh, (gradient, self) =>
  mul(gradient, rsqrt(sub(square(self), 1))),
);

/**
 * Inverse of the hyperbolic tangent, for numbers between -1 and 1.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.atanh.html
 */
export const atanh = functionOfInput('AtanhBackward0', tf.atanh, (gradient, self) =>
  div(gradient, rsub(square(self), 1)),
);
