import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { record } from '../autograd/record.ts';
import { NotImplementedError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { mul } from './arithmetic.ts';
import { zerosLike } from './creation.ts';
import { fromDevice, sameTypeUnary } from './elementwise.ts';
import { truncated } from './kernels.ts';
import { recordWithInput } from './unary.ts';

/** The largest integer that is not above. @source https://docs.pytorch.org/docs/stable/generated/torch.floor.html */
export function floor(input: Tensor): Tensor {
  return rounded(input, 'FloorBackward0', tf.floor);
}

/** The smallest integer that is not below. @source https://docs.pytorch.org/docs/stable/generated/torch.ceil.html */
export function ceil(input: Tensor): Tensor {
  return rounded(input, 'CeilBackward0', tf.ceil);
}

/** The integer next to it towards 0. @source https://docs.pytorch.org/docs/stable/generated/torch.trunc.html */
export function trunc(input: Tensor): Tensor {
  return rounded(input, 'TruncBackward0', truncated);
}

/** PyTorch's second name of `trunc`. @source https://docs.pytorch.org/docs/stable/generated/torch.fix.html */
export const fix = trunc;

interface RoundParameters {
  /** Digits behind the point that stay; a negative number rounds to tens, hundreds, ... */
  readonly decimals?: number;
}

/**
 * The nearest integer; of two, the even one. Call: `round(input, { decimals })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.round.html
 */
export function round(input: Tensor, ...values: Arguments<RoundParameters, []>): Tensor {
  const { decimals = 0 } = bindArguments<RoundParameters>([], values);
  if (decimals === 0) return rounded(input, 'RoundBackward0', tf.round);
  const scale = 10 ** Math.abs(decimals);
  return rounded(input, 'RoundBackward1', (x) =>
    decimals > 0 ? tf.div(tf.round(tf.mul(x, scale)), scale) : tf.mul(tf.round(tf.div(x, scale)), scale),
  );
}

/**
 * The digits behind the point, with the sign of the number.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.frac.html
 */
export function frac(input: Tensor): Tensor {
  const { order } = input;
  const result = fromDevice(() => {
    const x = input.floatsIn(order);
    return tf.sub(x, truncated(x));
  }, order);
  return record(result, { name: 'FracBackward0', inputs: [input], backward: (gradient) => [gradient] });
}

/** -1, 0 or 1. @source https://docs.pytorch.org/docs/stable/generated/torch.sign.html */
export function sign(input: Tensor): Tensor {
  const result = input.dtype === 'bool' ? input.clone() : sameTypeUnary(input, { host: Math.sign, device: tf.sign });
  return flat(result, input, 'SignBackward0');
}

/**
 * -1, 0 or 1. The same as `sign` for real numbers.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.sgn.html
 */
export function sgn(input: Tensor): Tensor {
  return flat(sign(input.detach()), input, 'SgnBackward0');
}

/**
 * The size without the sign. The gradient at 0 is 0.
 *
 * @throws {NotImplementedError} for truth values.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.abs.html
 */
export function abs(input: Tensor): Tensor {
  if (input.dtype === 'bool') throw new NotImplementedError('"abs_cpu" not implemented for \'Bool\'');
  const result = sameTypeUnary(input, { host: Math.abs, device: tf.abs });
  return recordWithInput('AbsBackward0', result, input, (gradient, self) => mul(gradient, sign(self)));
}

/** PyTorch's second name of `abs`. @source https://docs.pytorch.org/docs/stable/generated/torch.absolute.html */
export const absolute = abs;

/** Integers are whole already. */
function rounded(input: Tensor, name: string, device: (values: tf.Tensor) => tf.Tensor): Tensor {
  const { order } = input;
  if (input.dtype !== 'float32') return input.clone();
  return flat(
    fromDevice(() => device(input.valuesIn(order)), order),
    input,
    name,
  );
}

/** A step function: its gradient is 0 wherever there is one. */
function flat(result: Tensor, input: Tensor, name: string): Tensor {
  return record(result, { name, inputs: [input], backward: (gradient) => [zerosLike(gradient)] });
}
