import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import { RuntimeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { mul } from './arithmetic.ts';
import { eq, ge, gt, le, lt } from './comparison.ts';
import { binary, floatUnary, tensorOrNull, type Operand } from './elementwise.ts';
import { sumToShape } from './expand.ts';
import { logicalAnd } from './logic.ts';
import { where } from './where.ts';
import { recordWithInput } from './unary.ts';

/**
 * The larger of each two elements, broadcast. Of equal ones, both get half of the gradient.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.maximum.html
 */
export const maximum = named('maximum', ['other'], (input: Tensor, other: Tensor): Tensor => {
  return record(larger(input, other), {
    name: 'MaximumBackward0',
    inputs: [input, other],
    saved: { self: input, other },
    backward: (gradient, { self, other: second }) => shares(gradient, self, second, gt),
  });
});

/**
 * The smaller of each two elements, broadcast. Of equal ones, both get half of the gradient.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.minimum.html
 */
export const minimum = named('minimum', ['other'], (input: Tensor, other: Tensor): Tensor => {
  return record(smaller(input, other), {
    name: 'MinimumBackward0',
    inputs: [input, other],
    saved: { self: input, other },
    backward: (gradient, { self, other: second }) => shares(gradient, self, second, lt),
  });
});

interface ClampParameters {
  /** Lower bound; null for none. */
  readonly min?: Operand | null;
  /** Upper bound; null for none. */
  readonly max?: Operand | null;
}

const CLAMP_NAMES = ['min', 'max'] as const;

/**
 * The elements, taken into [min, max]; the bounds are numbers or tensors that broadcast. Gradients pass at the bounds.
 * Call: `clamp(input, min, max)` or `clamp(input, { min, max })`.
 *
 * @throws {RuntimeError} without a bound.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.clamp.html
 */
export function clamp(input: Tensor, ...values: Arguments<ClampParameters, typeof CLAMP_NAMES>): Tensor {
  const { min = null, max = null } = bindArguments<ClampParameters>(CLAMP_NAMES, values);
  if (min === null && max === null)
    throw new RuntimeError("torch.clamp: At least one of 'min' or 'max' must not be None");
  const result = bounded(input, min, max);
  const [low, high] = [min === null ? null : tensorOrNull(min), max === null ? null : tensorOrNull(max)];
  if (low || high) return recordTensorBounds(result, input, min, max);
  return recordWithInput('ClampBackward1', result, input, (gradient, self) => {
    const isAbove = min === null ? null : ge(self, min);
    const isBelow = max === null ? null : le(self, max);
    const isInside = isAbove && isBelow ? logicalAnd(isAbove, isBelow) : (isAbove ?? isBelow);
    return isInside ? where(isInside, gradient, 0) : gradient;
  });
}

/** PyTorch's second name of `clamp`. @source https://docs.pytorch.org/docs/stable/generated/torch.clip.html */
export const clip = clamp;

/** The elements, none below `min`. @source https://docs.pytorch.org/docs/stable/generated/torch.clamp_min.html */
export const clampMin = named('clamp_min', ['min'], (input: Tensor, min: Operand): Tensor => {
  if (min instanceof Tensor) return recordOneTensorBound('ClampMinBackward1', larger(input, min), input, min, ge);
  return recordWithInput('ClampMinBackward0', larger(input, min), input, (gradient, self) =>
    where(ge(self, min), gradient, 0),
  );
});

/** The elements, none above `max`. @source https://docs.pytorch.org/docs/stable/generated/torch.clamp_max.html */
export const clampMax = named('clamp_max', ['max'], (input: Tensor, max: Operand): Tensor => {
  if (max instanceof Tensor) return recordOneTensorBound('ClampMaxBackward1', smaller(input, max), input, max, le);
  return recordWithInput('ClampMaxBackward0', smaller(input, max), input, (gradient, self) =>
    where(le(self, max), gradient, 0),
  );
});

interface NanToNumParameters {
  /** What takes the place of nan. */
  readonly nan?: number;
  /** What takes the place of +∞; the largest float32 by default. */
  readonly posinf?: number | null;
  /** What takes the place of -∞; the smallest float32 by default. */
  readonly neginf?: number | null;
}

const NAN_TO_NUM_NAMES = ['nan', 'posinf', 'neginf'] as const;
const LARGEST_FLOAT32 = (2 - 2 ** -23) * 2 ** 127;

/**
 * Numbers instead of nan and infinities. Call: `nanToNum(input, nan, posinf, neginf)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nan_to_num.html
 */
export function nanToNum(input: Tensor, ...values: Arguments<NanToNumParameters, typeof NAN_TO_NUM_NAMES>): Tensor {
  if (input.dtype !== 'float32') return input.clone();
  const { nan = 0, posinf, neginf } = bindArguments<NanToNumParameters>(NAN_TO_NUM_NAMES, values);
  const replaced = (x: tf.Tensor, isOdd: tf.Tensor, value: number) => tf.where(isOdd, tf.fill(x.shape, value), x);
  const result = floatUnary(input, (x) => {
    const withoutNan = replaced(x, tf.isNaN(x), nan);
    const withoutInfinity = replaced(withoutNan, tf.equal(x, Infinity), posinf ?? LARGEST_FLOAT32);
    return replaced(withoutInfinity, tf.equal(x, -Infinity), neginf ?? -LARGEST_FLOAT32);
  });
  return recordWithInput('NanToNumBackward0', result, input, (gradient, self) =>
    where(lt(self.detach().abs(), Infinity), gradient, 0),
  );
}

/** Gradients of two operands of which the one that is `beyond` the other is taken. Both get that of a nan. */
function shares(
  gradient: Tensor,
  self: Tensor,
  other: Tensor,
  beyond: (a: Tensor, b: Tensor) => Tensor,
): readonly Tensor[] {
  const shared = where(eq(self, other), mul(gradient, 0.5), gradient);
  return [
    sumToShape(where(beyond(other, self), 0, shared), self.shape),
    sumToShape(where(beyond(self, other), 0, shared), other.shape),
  ];
}

function larger(a: Operand, b: Operand): Tensor {
  return binary(a, b, { host: Math.max, device: (x, y) => orNanOf(y, b, tf.maximum(x, y)) });
}

function smaller(a: Operand, b: Operand): Tensor {
  return binary(a, b, { host: Math.min, device: (x, y) => orNanOf(y, b, tf.minimum(x, y)) });
}

/** The kernels of some backends take the number where the second operand is nan. */
function orNanOf(values: tf.Tensor, operand: Operand, result: tf.Tensor): tf.Tensor {
  if (!(operand instanceof Tensor) || values.dtype !== 'float32') return result;
  return tf.where(tf.broadcastTo(tf.isNaN(values), result.shape), tf.broadcastTo(values, result.shape), result);
}

function bounded(input: Tensor, min: Operand | null, max: Operand | null): Tensor {
  const aboveMin = min === null ? input.detach() : larger(input.detach(), detached(min));
  return max === null ? aboveMin : smaller(aboveMin, detached(max));
}

function detached(operand: Operand): Operand {
  return operand instanceof Tensor ? operand.detach() : operand;
}

function recordTensorBounds(result: Tensor, input: Tensor, min: Operand | null, max: Operand | null): Tensor {
  const [low, high] = [min ?? -Infinity, max ?? Infinity];
  const [lowTensor, highTensor] = [tensorOrNull(low), tensorOrNull(high)];
  return record(result, {
    name: 'ClampBackward0',
    inputs: [input, lowTensor, highTensor],
    saved: { self: input, ...(lowTensor && { min: lowTensor }), ...(highTensor && { max: highTensor }) },
    backward: (gradient, _, needed) => {
      const isInside = logicalAnd(ge(input, low), le(input, high));
      // Where the bounds are the wrong way round, the upper one counts.
      const isLow = logicalAnd(lt(low, high), lt(input, low));
      const isHigh = gt(where(lt(input, low), low, input), high);
      return [
        needed[0] ? sumToShape(where(isInside, gradient, 0), input.shape) : null,
        needed[1] && lowTensor ? sumToShape(where(isLow, gradient, 0), lowTensor.shape) : null,
        needed[2] && highTensor ? sumToShape(where(isHigh, gradient, 0), highTensor.shape) : null,
      ];
    },
  });
}

function recordOneTensorBound(
  name: string,
  result: Tensor,
  input: Tensor,
  bound: Tensor,
  isInside: (input: Tensor, bound: Tensor) => Tensor,
): Tensor {
  return record(result, {
    name,
    inputs: [input, bound],
    saved: { self: input, [name.includes('Min') ? 'min' : 'max']: bound },
    backward: (gradient, _, needed) => {
      const isKept = isInside(input, bound);
      return [
        needed[0] ? sumToShape(where(isKept, gradient, 0), input.shape) : null,
        needed[1] ? sumToShape(where(isKept, 0, gradient), bound.shape) : null,
      ];
    },
  });
}
