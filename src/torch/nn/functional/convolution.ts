import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Convolution } from '../../../engine/convolution.ts';
import { RuntimeError } from '../../errors.ts';
import { pad } from '../../operations/padding.ts';
import { squeeze, unsqueeze } from '../../operations/reshaping.ts';
import { cTypeName, typeName } from '../../operations/type-names.ts';
import { formatShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { convolutionGeometry, outputSizes, requireConvolvable } from './convolution-geometry.ts';
import { convolution, convolutionInputGradient } from './convolution-operations.ts';
import { expandSizes, type Sizes } from './sizes.ts';

export interface ConvolutionParameters {
  /** [F], or null for none. */
  readonly bias?: Tensor | null;
  readonly stride?: Sizes;
  /** Zeros on both sides of each axis; 'same' keeps the size of the image, 'valid' is none. */
  readonly padding?: Sizes | 'same' | 'valid';
  readonly dilation?: Sizes;
  readonly groups?: number;
}

interface WeightedParameters extends ConvolutionParameters {
  readonly weight: Tensor;
}

const NAMES = ['weight', 'bias', 'stride', 'padding', 'dilation', 'groups'] as const;
type ConvolutionArguments = Arguments<WeightedParameters, typeof NAMES>;

/**
 * Convolution of sequences: input [N, C, L] or [C, L], weight [F, C / groups, k] -> [N, F, L'].
 *
 * Call: `conv1d(input, weight, bias, stride, padding, dilation, groups)`.
 *
 * @throws {RuntimeError} when the channels do not fit, or the kernel is larger than the padded input.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv1d.html
 */
export function conv1d(input: Tensor, ...values: ConvolutionArguments): Tensor {
  return convolve('conv1d', input, bindRequired<WeightedParameters>(NAMES, 1, values));
}

/**
 * Convolution of images: input [N, C, H, W] or [C, H, W], weight [F, C / groups, kh, kw] -> [N, F, H', W'].
 *
 * Call: `conv2d(input, weight, bias, stride, padding, dilation, groups)`.
 *
 * @throws {RuntimeError} when the channels do not fit, or the kernel is larger than the padded input.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html
 */
export function conv2d(input: Tensor, ...values: ConvolutionArguments): Tensor {
  return convolve('conv2d', input, bindRequired<WeightedParameters>(NAMES, 1, values));
}

function convolve(name: string, input: Tensor, given: WeightedParameters): Tensor {
  const { weight, bias = null, stride = 1, padding = 0, dilation = 1, groups = 1 } = given;
  requireConvolvable(name, input.shape, weight.shape, bias?.shape ?? null, groups);
  requireTypeOfWeights(input, weight, bias !== null);
  const kernel = weight.shape.slice(2);
  const geometry = convolutionGeometry({ stride, padding, dilation, groups }, kernel);
  outputSizes(input.shape.slice(-kernel.length), kernel, geometry);
  if (input.ndim === weight.ndim) return convolution(input, weight, bias, geometry);
  return squeeze(convolution(unsqueeze(input, 0), weight, bias, geometry), 0);
}

interface TransposedParameters extends Omit<WeightedParameters, 'padding'> {
  readonly padding?: Sizes;
  /** Rows and columns added to the output at its end, of the several sizes that a stride could have come from. */
  readonly outputPadding?: Sizes;
}

const TRANSPOSED_NAMES = ['weight', 'bias', 'stride', 'padding', 'outputPadding', 'groups', 'dilation'] as const;

/**
 * Transposed convolution, the gradient of a convolution with respect to its input:
 * input [N, C, H, W] or [C, H, W], weight [C, F / groups, kh, kw] -> [N, F, H', W'],
 * H' = (H - 1) stride - 2 padding + dilation (kh - 1) + outputPadding + 1.
 *
 * Call: `convTranspose2d(input, weight, bias, stride, padding, outputPadding, groups, dilation)`.
 *
 * @throws {RuntimeError} when the channels do not fit, or the output padding is no smaller than stride and dilation.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose2d.html
 */
export function convTranspose2d(
  input: Tensor,
  ...values: Arguments<TransposedParameters, typeof TRANSPOSED_NAMES>
): Tensor {
  const given = bindRequired<TransposedParameters>(TRANSPOSED_NAMES, 1, values);
  const { weight, bias = null, stride = 1, padding = 0, outputPadding = 0, groups = 1, dilation = 1 } = given;
  if (input.ndim === 3) return squeeze(convTranspose2d(unsqueeze(input, 0), { ...given }), 0);
  requireTransposable(input, weight);
  const kernel = weight.shape.slice(2);
  const geometry = convolutionGeometry({ stride, padding, dilation, groups }, kernel);
  const extra = expandSizes(outputPadding, 2, 'output_padding');
  requireOutputPadding(extra, geometry);
  const sizes = input.shape.slice(2).map((size, axis) => {
    const [before, after] = geometry.padding[axis === 0 ? 0 : 1];
    const reach = ((kernel[axis] ?? 1) - 1) * (geometry.dilation[axis] ?? 1) + 1;
    return (size - 1) * (geometry.stride[axis] ?? 1) - before - after + reach + (extra[axis] ?? 0);
  });
  const shape = [input.shape[0] ?? 0, (weight.shape[1] ?? 0) * groups, ...sizes];
  return convolutionInputGradient(withCellsFor(extra, input, geometry), weight, shape, geometry, bias);
}

/** Zeros after the input, for which an output padding of a stride or more, which a dilation allows, has room. */
function withCellsFor([rows = 0, columns = 0]: readonly number[], input: Tensor, { stride }: Convolution): Tensor {
  const [below, right] = [Math.floor(rows / stride[0]), Math.floor(columns / stride[1])];
  return below + right === 0 ? input : pad(input, [0, right, 0, below]);
}

function requireTransposable(input: Tensor, weight: Tensor): void {
  if (input.ndim !== 4) {
    throw new RuntimeError(
      `Expected 3D (unbatched) or 4D (batched) input to conv_transpose2d, but got input of size: ${formatShape(input.shape)}`,
      'Give it the axes [N, C, H, W].',
    );
  }
  if (input.shape[1] === weight.shape[0]) return;
  throw new RuntimeError(
    `Given transposed=1, weight of size ${formatShape(weight.shape)}, expected input${formatShape(input.shape)}` +
      ` to have ${weight.shape[0]} channels, but got ${input.shape[1]} channels instead`,
    'Change in_channels, or the input.',
  );
}

function requireTypeOfWeights(input: Tensor, weight: Tensor, hasBias: boolean): void {
  if (input.dtype === weight.dtype) return;
  throw new RuntimeError(
    hasBias
      ? `Input type (${cTypeName(input.dtype)}) and bias type (${cTypeName(weight.dtype)}) should be the same`
      : `expected scalar type ${typeName(input.dtype)} but found ${typeName(weight.dtype)}`,
    'Convert the input: x.to(torch.float32).',
  );
}

function requireOutputPadding(extra: readonly number[], { stride, dilation }: Convolution): void {
  if (extra.every((size, axis) => size < Math.max(stride[axis] ?? 1, dilation[axis] ?? 1))) return;
  throw new RuntimeError(
    'output padding must be smaller than either stride or dilation, but got ' +
      `output_padding_height: ${extra[0]} output_padding_width: ${extra[1]} stride_height: ${stride[0]} ` +
      `stride_width: ${stride[1]} dilation_height: ${dilation[0]} dilation_width: ${dilation[1]}`,
  );
}
