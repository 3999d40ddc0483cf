/** Conversions between types of elements. A tensor that has the type already is returned itself. */
import { named } from '../../calling-convention/named.ts';
import { record } from '../autograd/record.ts';
import type { DType } from '../dtype.ts';
import { AssertionError, RuntimeError } from '../errors.ts';
import { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { copyOf } from './copy-of.ts';

interface ToParameters {
  readonly dtype?: DType;
  /** Whether the result has memory of its own even if nothing is to be converted. */
  readonly copy?: boolean;
}

const TYPES: readonly string[] = ['float32', 'int64', 'bool'] satisfies DType[];

/**
 * `input` in another type: `x.to(torch.int64)`, `x.to(other)` for the type of another tensor, or
 * `x.to({ dtype, copy })`. A fraction is cut off towards zero; every number but 0 is true.
 *
 * There is one device, so `x.to(device)` with `'cpu'` or the name of the backend that runs returns `x`.
 *
 * @throws {RuntimeError} for another device.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.to.html
 */
export function to(input: Tensor, target: string | Tensor | ToParameters, options: ToParameters = {}): Tensor {
  const { dtype = input.dtype, copy = false } = { ...wanted(input, target), ...options };
  if (dtype === input.dtype && !copy) return input;
  const result = dtype === input.dtype ? copyOf(input) : castTo(input.detach(), dtype);
  return record(result, { name: 'ToCopyBackward0', inputs: [input], backward: (gradient) => [gradient] });
}

/** As float32. @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.float.html */
export function float(input: Tensor): Tensor {
  return to(input, 'float32');
}

/** As int64; fractions are cut off. @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.long.html */
export function long(input: Tensor): Tensor {
  return to(input, 'int64');
}

/** As int64, the only type of integers here. */
export function int(input: Tensor): Tensor {
  return to(input, 'int64');
}

/**
 * As bool: whether an element is not 0.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.bool.html
 */
export function bool(input: Tensor): Tensor {
  return to(input, 'bool');
}

/** In the type of `other`. */
export const typeAs = named('type_as', ['other'], (input: Tensor, other: Tensor): Tensor => {
  return to(input, other.dtype);
});

/** The tensor itself: there is one device. */
export function cpu(input: Tensor): Tensor {
  return input;
}

function wanted(input: Tensor, target: string | Tensor | ToParameters): ToParameters {
  if (target instanceof Tensor) return { dtype: target.dtype };
  if (typeof target === 'object') return target;
  if (isType(target)) return { dtype: target };
  if (target === 'cpu' || target === input.device) return {};
  if (target.startsWith('cuda'))
    throw new AssertionError('Torch not compiled with CUDA enabled', `Use '${input.device}'.`);
  throw new RuntimeError(
    `Expected one of torch.float32, torch.int64, torch.bool or the device '${input.device}', got '${target}'.`,
  );
}

function isType(name: string): name is DType {
  return TYPES.includes(name);
}
