import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../../errors.ts';
import { squeeze, unsqueeze } from '../../operations/reshaping.ts';
import type { Tensor } from '../../tensor.ts';
import { maximumIndices, maxPooling } from './max-pooling-operations.ts';
import { poolingGeometry } from './pooling-geometry.ts';
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

/** `maxPool2d`, and where in its image, counted row by row, each maximum is: int64, of the shape of the output. */
export function maxPool2dWithIndices(input: Tensor, ...values: MaxPoolingArguments): readonly [Tensor, Tensor] {
  const given = bindArguments<MaxPoolingParameters>(NAMES, values);
  const images = input.ndim === 3 ? unsqueeze(input, 0) : input;
  const pooling = geometryOf(images, given);
  const output = maxPooling(images, pooling);
  const indices = maximumIndices(images, output, pooling);
  return input.ndim === 3 ? [squeeze(output, 0), squeeze(indices, 0)] : [output, indices];
}

/** `maxPool2d` of sequences: input [N, C, L] or [C, L] -> [N, C, L']. */
export function maxPool1d(input: Tensor, ...values: MaxPoolingArguments): Tensor {
  const given = bindArguments<MaxPoolingParameters>(NAMES, values);
  const image = maxPooling1dImage(input, given);
  return squeeze(image, -2);
}

function maxPooling1dImage(input: Tensor, given: Partial<MaxPoolingParameters>): Tensor {
  if (input.ndim !== 2 && input.ndim !== 3) throw emptyInput('max_pool1d', '2D or 3D', input);
  return maxPool2d(unsqueeze(input, -2), {
    ...given,
    kernelSize: asRow(given.kernelSize ?? 1, 1),
    stride: given.stride === undefined || given.stride === null ? null : asRow(given.stride, 1),
    padding: asRow(given.padding ?? 0, 0),
    dilation: asRow(given.dilation ?? 1, 1),
  });
}

/** The size of a sequence as that of an image of one row. */
export function asRow(sizes: Sizes, height: number): readonly [number, number] {
  return [height, typeof sizes === 'number' ? sizes : (sizes[0] ?? height)];
}

/** Runs `compute` on a batch; a single image is made one. */
export function ofImages(name: string, input: Tensor, compute: (images: Tensor) => Tensor): Tensor {
  if (input.ndim === 4) return compute(input);
  if (input.ndim === 3) return squeeze(compute(unsqueeze(input, 0)), 0);
  throw emptyInput(name, '3D or 4D', input);
}

function emptyInput(name: string, ranks: string, { shape }: Tensor): RuntimeError {
  return new RuntimeError(
    `non-empty ${ranks} (batch mode) tensor expected for input: ${name} got the shape [${shape.join(', ')}].`,
  );
}

function geometryOf(images: Tensor, given: Partial<MaxPoolingParameters>) {
  const { kernelSize = 1, stride = null, padding = 0, dilation = 1, ceilMode = false } = given;
  return poolingGeometry(images, { kernelSize, stride, padding, dilation, ceilMode });
}
