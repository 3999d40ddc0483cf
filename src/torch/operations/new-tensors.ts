/** Methods that make a tensor of the type of another one. */
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { NestedList, Tensor } from '../tensor.ts';
import {
  FULL_NAMES,
  empty,
  full,
  type FullParameters,
  type SizeArguments,
  ones,
  tensor,
  zeros,
  type CreationParameters,
  type TypedArray,
} from './creation.ts';

type Sizes = SizeArguments;

/**
 * Zeros of the type of `input`. Call: `x.newZeros([2, 3])` or `x.newZeros(2, 3)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.new_zeros.html
 */
export function newZeros(input: Tensor, ...sizes: Sizes): Tensor {
  return zeros(...withType(input, sizes));
}

/**
 * Ones of the type of `input`. Call: `x.newOnes([2, 3])` or `x.newOnes(2, 3)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.new_ones.html
 */
export function newOnes(input: Tensor, ...sizes: Sizes): Tensor {
  return ones(...withType(input, sizes));
}

/**
 * Unset values of the type of `input`. Call: `x.newEmpty([2, 3])` or `x.newEmpty(2, 3)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.new_empty.html
 */
export function newEmpty(input: Tensor, ...sizes: Sizes): Tensor {
  return empty(...withType(input, sizes));
}

/**
 * `fillValue` repeated to `size`, of the type of `input`. Call: `x.newFull([2, 3], 7)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.new_full.html
 */
export function newFull({ dtype }: Tensor, ...values: Arguments<FullParameters, typeof FULL_NAMES>): Tensor {
  return full({ dtype, ...bindArguments<FullParameters>(FULL_NAMES, values) });
}

/**
 * The values of `data`, of the type of `input`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.new_tensor.html
 */
export function newTensor(
  input: Tensor,
  data: NestedList | TypedArray,
  { dtype = input.dtype, ...options }: CreationParameters = {},
): Tensor {
  return tensor(data, { dtype, ...options });
}

/**
 * Number of elements, by PyTorch's second name of `numel`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.nelement.html
 */
export function nelement(input: Tensor): number {
  return input.numel();
}

/**
 * Whether the elements are floating point numbers.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.is_floating_point.html
 */
export function isFloatingPoint(input: Tensor): boolean {
  return input.dtype === 'float32';
}

function withType({ dtype }: Tensor, sizes: Sizes): Sizes {
  const last = sizes.at(-1);
  return isOptions(last) ? [...sizes.slice(0, -1), { dtype, ...last }] : [...sizes, { dtype }];
}

function isOptions(value: Sizes[number] | undefined): value is CreationParameters {
  return typeof value === 'object' && !Array.isArray(value);
}
