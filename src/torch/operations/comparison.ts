import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { named } from '../../calling-convention/named.ts';
import { noGrad } from '../autograd/grad-mode.ts';
import { RuntimeError } from '../errors.ts';
import { sameShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { binary, type Operand } from './elementwise.ts';
import { logicalAnd, logicalOr } from './logic.ts';
import { typeName } from './type-names.ts';

/** A comparison of pairs of elements, broadcast, in the type that both have in common. */
function comparison(
  name: string,
  host: (a: number, b: number) => boolean,
  device: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
) {
  const kernel = { host: (a: number, b: number) => Number(host(a, b)), device };
  return named(name, ['other'], (input: Operand, other: Operand): Tensor =>
    binary(input, other, kernel, { result: 'bool' }),
  );
}

/** Whether input = other; nan equals nothing. @source https://docs.pytorch.org/docs/stable/generated/torch.eq.html */
export const eq = comparison('eq', (a, b) => a === b, tf.equal);

/** Whether input ≠ other. @source https://docs.pytorch.org/docs/stable/generated/torch.ne.html */
export const ne = comparison('ne', (a, b) => a !== b, tf.notEqual);

/** Whether input < other. @source https://docs.pytorch.org/docs/stable/generated/torch.lt.html */
export const lt = comparison('lt', (a, b) => a < b, tf.less);

/** Whether input ≤ other. @source https://docs.pytorch.org/docs/stable/generated/torch.le.html */
export const le = comparison('le', (a, b) => a <= b, tf.lessEqual);

/** Whether input > other. @source https://docs.pytorch.org/docs/stable/generated/torch.gt.html */
export const gt = comparison('gt', (a, b) => a > b, tf.greater);

/** Whether input ≥ other. @source https://docs.pytorch.org/docs/stable/generated/torch.ge.html */
export const ge = comparison('ge', (a, b) => a >= b, tf.greaterEqual);

/** PyTorch's long names. @source https://docs.pytorch.org/docs/stable/generated/torch.not_equal.html */
export const notEqual = ne;
export const less = lt;
export const lessEqual = le;
export const greater = gt;
export const greaterEqual = ge;

/**
 * Whether two tensors have the same shape and elements. Waits for the device.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.equal.html
 */
export const equal = named('equal', ['other'], async (input: Tensor, other: Tensor): Promise<boolean> => {
  if (!sameShape(input.shape, other.shape)) return false;
  return (await noGrad(() => eq(input, other)).numpy()).every((isEqual) => isEqual !== 0);
});

interface ClosenessParameters {
  /** Allowed difference in proportion to the size of `other`. */
  readonly rtol?: number;
  /** Allowed difference on top of it. */
  readonly atol?: number;
  /** Whether nan is close to nan. */
  readonly equalNan?: boolean;
}

const CLOSENESS_NAMES = ['rtol', 'atol', 'equalNan'] as const;

/**
 * Whether |input - other| ≤ atol + rtol · |other|, for each pair of elements.
 * Call: `isclose(input, other, rtol, atol, equalNan)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.isclose.html
 */
export function isclose(
  input: Tensor,
  other: Tensor,
  ...values: Arguments<ClosenessParameters, typeof CLOSENESS_NAMES>
): Tensor {
  if (input.dtype !== other.dtype) {
    throw new RuntimeError(
      `${typeName(input.dtype)} did not match ${typeName(other.dtype)}`,
      'Convert one of them: x.to(other.dtype).',
    );
  }
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = bindArguments<ClosenessParameters>(CLOSENESS_NAMES, values);
  return noGrad(() => {
    const isNear = binary(
      input,
      other,
      {
        host: Number,
        device: (a, b) => {
          const allowed = tf.add(tf.mul(tf.abs(b), rtol), atol);
          return tf.logicalAnd(tf.isFinite(b), tf.lessEqual(tf.abs(tf.sub(a, b)), allowed));
        },
      },
      { type: 'float32', result: 'bool' },
    );
    const isSame = logicalOr(isNear, eq(input, other));
    return equalNan ? logicalOr(isSame, logicalAnd(ne(input, input), ne(other, other))) : isSame;
  });
}

/**
 * Whether `isclose` is true of all pairs of elements. Waits for the device.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.allclose.html
 */
export async function allclose(
  input: Tensor,
  other: Tensor,
  ...values: Arguments<ClosenessParameters, typeof CLOSENESS_NAMES>
): Promise<boolean> {
  return (await isclose(input, other, ...values).numpy()).every((isNear) => isNear !== 0);
}
