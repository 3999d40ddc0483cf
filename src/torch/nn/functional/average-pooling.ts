import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Pooling } from '../../../engine/pooling.ts';
import { RuntimeError } from '../../errors.ts';
import { squeeze, unsqueeze } from '../../operations/reshaping.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { averagePooling, type AveragePooling } from './average-pooling-operations.ts';
import { asRow, ofImages, poolingGeometry } from './pooling-geometry.ts';
import type { Sizes } from './sizes.ts';

export interface AveragePoolingParameters {
  readonly kernelSize?: Sizes;
  /** The kernel's size by default: windows side by side. */
  readonly stride?: Sizes | null;
  /** Zeros around the image. */
  readonly padding?: Sizes;
  /** Whether a window that reaches over the end counts. */
  readonly ceilMode?: boolean;
  /** Whether the zeros of the padding are cells of a window as others are. */
  readonly countIncludePad?: boolean;
  /** What the sums are divided by, instead of the number of cells. */
  readonly divisorOverride?: number | null;
}

const NAMES = ['kernelSize', 'stride', 'padding', 'ceilMode', 'countIncludePad', 'divisorOverride'] as const;
type AveragePoolingArguments = Arguments<AveragePoolingParameters, typeof NAMES>;

/**
 * The mean of each window: input [N, C, H, W] or [C, H, W] -> [N, C, H', W'].
 *
 * Call: `avgPool2d(input, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride)`.
 *
 * @throws {RuntimeError} when no window fits, the padding is larger than half of the window, or the divisor is 0.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool2d.html
 */
export function avgPool2d(input: Tensor, ...values: AveragePoolingArguments): Tensor {
  const given = bindArguments<AveragePoolingParameters>(NAMES, values);
  return ofImages('avg_pool2d', input, (images) => {
    const { kernelSize = 1, stride = null, padding = 0, ceilMode = false } = given;
    const pooling = poolingGeometry(images, { kernelSize, stride, padding, dilation: 1, ceilMode });
    return averagePooling(
      images,
      { ...pooling, divisors: divisorsOf(pooling, images.shape, given) },
      'AvgPool2DBackward0',
    );
  });
}

/**
 * `avgPool2d` of sequences: input [N, C, L] or [C, L] -> [N, C, L'].
 *
 * Call: `avgPool1d(input, kernelSize, stride, padding, ceilMode, countIncludePad)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool1d.html
 */
export function avgPool1d(input: Tensor, ...values: AveragePoolingArguments): Tensor {
  const given = bindArguments<AveragePoolingParameters>(NAMES, values);
  const image = avgPool2d(unsqueeze(input, -2), {
    ...given,
    kernelSize: asRow(given.kernelSize ?? 1, 1),
    stride: given.stride === undefined || given.stride === null ? null : asRow(given.stride, 1),
    padding: asRow(given.padding ?? 0, 0),
  });
  return squeeze(image, -2);
}

/** What each window's sum is divided by; null where that is the same for all, and nothing is around the image. */
function divisorsOf(
  pooling: Pooling,
  shape: Shape,
  given: Partial<AveragePoolingParameters>,
): AveragePooling['divisors'] {
  const { countIncludePad = true, divisorOverride = null } = given;
  if (divisorOverride === 0) throw new RuntimeError('divisor must be not zero');
  const counts = ([0, 1] as const).map((axis) => cellCounts(pooling, axis, shape[axis + 2] ?? 0, countIncludePad));
  const [rows = [], columns = []] = counts;
  const isPlain =
    pooling.padding.flat().every((size) => size === 0) &&
    !isCut(rows, pooling.kernel[0]) &&
    !isCut(columns, pooling.kernel[1]);
  if (isPlain && divisorOverride === null) return null;
  return Float32Array.from(rows.flatMap((height) => columns.map((width) => divisorOverride ?? height * width)));
}

/** Rows, or columns, of each window that count. */
function cellCounts(
  { kernel, stride, padding, output }: Pooling,
  axis: 0 | 1,
  size: number,
  includePadding: boolean,
): number[] {
  const [before] = padding[axis];
  return Array.from({ length: output[axis] }, (_, index) => {
    const start = index * stride[axis] - before;
    const end = Math.min(start + kernel[axis], size + before);
    return includePadding ? end - start : Math.min(end, size) - Math.max(start, 0);
  });
}

function isCut(counts: readonly number[], kernel: number): boolean {
  return counts.some((count) => count !== kernel);
}
