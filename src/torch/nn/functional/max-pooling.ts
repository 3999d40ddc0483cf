import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { squeeze, unsqueeze } from '../../operations/reshaping.ts';
import type { Tensor } from '../../tensor.ts';
import { maximumIndices, maxPooling } from './max-pooling-operations.ts';
import { asRow, ofImages, poolingGeometry } from './pooling-geometry.ts';
import type { Sizes } from './sizes.ts';

export interface MaxPoolingParameters {
  readonly kernelSize?: Sizes;
  /** The kernel's size by default: windows side by side. */
  readonly stride?: Sizes | null;
  /** Cells around the image, which never win. */
  readonly padding?: Sizes;
  readonly dilation?: Sizes;
  /** Whether a window that reaches over the end counts. */
  readonly ceilMode?: boolean;
}

const NAMES = ['kernelSize', 'stride', 'padding', 'dilation', 'ceilMode'] as const;
type MaxPoolingArguments = Arguments<MaxPoolingParameters, typeof NAMES>;

/**
 * The maximum of each window: input [N, C, H, W] or [C, H, W] -> [N, C, H', W']. The gradient goes to the first maximum.
 *
 * Call: `maxPool2d(input, kernelSize, stride, padding, dilation, ceilMode)`.
 *
 * @throws {RuntimeError} when no window fits, or the padding is larger than half of the window.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d.html
 */
export function maxPool2d(input: Tensor, ...values: MaxPoolingArguments): Tensor {
  const given = bindArguments<MaxPoolingParameters>(NAMES, values);
  return ofImages('max_pool2d', input, (images) => maxPooling(images, geometryOf(images, given)));
}

/**
 * `maxPool2d`, and where in its image, counted row by row, each maximum is: int64, of the shape of the output.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d_with_indices.html
 */
export function maxPool2dWithIndices(input: Tensor, ...values: MaxPoolingArguments): readonly [Tensor, Tensor] {
  const given = bindArguments<MaxPoolingParameters>(NAMES, values);
  const images = input.ndim === 3 ? unsqueeze(input, 0) : input;
  const pooling = geometryOf(images, given);
  const output = maxPooling(images, pooling);
  const indices = maximumIndices(images, output, pooling);
  return input.ndim === 3 ? [squeeze(output, 0), squeeze(indices, 0)] : [output, indices];
}

/**
 * `maxPool2d` of sequences: input [N, C, L] or [C, L] -> [N, C, L'].
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool1d.html
 */
export function maxPool1d(input: Tensor, ...values: MaxPoolingArguments): Tensor {
  const given = bindArguments<MaxPoolingParameters>(NAMES, values);
  const image = maxPool2d(unsqueeze(input, -2), {
    ...given,
    kernelSize: asRow(given.kernelSize ?? 1, 1),
    stride: given.stride === undefined || given.stride === null ? null : asRow(given.stride, 1),
    padding: asRow(given.padding ?? 0, 0),
    dilation: asRow(given.dilation ?? 1, 1),
  });
  return squeeze(image, -2);
}

function geometryOf(images: Tensor, given: Partial<MaxPoolingParameters>) {
  const { kernelSize = 1, stride = null, padding = 0, dilation = 1, ceilMode = false } = given;
  return poolingGeometry(images, { kernelSize, stride, padding, dilation, ceilMode });
}
