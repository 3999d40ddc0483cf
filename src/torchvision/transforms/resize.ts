import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as torch from '../../torch/index.ts';
import { formatKeywords } from '../../torch/nn/python-values.ts';
import { asBatch, imageSize } from './image-size.ts';

/** How the pixels between those of an image are made up. */
export const InterpolationMode = { NEAREST: 'nearest', BILINEAR: 'bilinear' } as const;

type Interpolation = (typeof InterpolationMode)[keyof typeof InterpolationMode];

interface ResizeParameters {
  readonly interpolation?: Interpolation;
  /** Longest side that the result may have, where `size` is one number. */
  readonly maxSize?: number | null;
  /** Whether a smaller image averages over all pixels that one of its own covers; nearest never does. */
  readonly antialias?: boolean;
}

/**
 * An image [..., H, W] of float32 in another size, as torchvision.transforms.Resize of a tensor.
 *
 * Call: `new Resize(size, interpolation = 'bilinear', maxSize, antialias = true)`. `size` is [height, width], or one number
 * for the shorter side, and the other side keeps the proportion.
 *
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Resize.html
 */
export class Resize extends torch.nn.Module {
  readonly size: number | readonly number[];
  readonly interpolation: Interpolation;
  readonly maxSize: number | null;
  readonly antialias: boolean;

  /** @throws {torch.ValueError} when `size` has no number or more than two, or `maxSize` comes with two or is too small. */
  constructor(
    size: number | readonly number[],
    ...values: Arguments<ResizeParameters, ['interpolation', 'maxSize', 'antialias']>
  ) {
    super();
    const names = ['interpolation', 'maxSize', 'antialias'] as const;
    const given = bindArguments<ResizeParameters>(names, values);
    this.size = size;
    this.interpolation = given.interpolation ?? InterpolationMode.BILINEAR;
    this.maxSize = given.maxSize ?? null;
    this.antialias = given.antialias ?? true;
    checkSize(size, this.maxSize);
  }

  override forward(image: torch.Tensor): torch.Tensor {
    const [rows, columns] = imageSize(image);
    const [height, width] = this.sizeOf(rows, columns);
    if (rows === height && columns === width) return image;
    const antialias = this.antialias && this.interpolation === InterpolationMode.BILINEAR;
    const options = { size: [height, width], mode: this.interpolation, antialias };
    return asBatch(image, (batch) => torch.nn.functional.interpolate(batch, options));
  }

  /** The height and the width that an image of so many rows and columns gets. */
  sizeOf(rows: number, columns: number): readonly [number, number] {
    return resultSize(rows, columns, this.size, this.maxSize);
  }

  override extraRepr(): string {
    const { size, interpolation, maxSize, antialias } = this;
    return formatKeywords({ size, interpolation, max_size: maxSize, antialias });
  }
}

/** The size of the result; one number means the shorter side, unless the longer one then exceeds `maxSize`. */
function resultSize(
  rows: number,
  columns: number,
  size: number | readonly number[],
  maxSize: number | null,
): readonly [height: number, width: number] {
  const [first = 0, second] = typeof size === 'number' ? [size] : size;
  if (second !== undefined) return [first, second];
  const [short, long] = rows <= columns ? [rows, columns] : [columns, rows];
  const proportional = Math.trunc((first * long) / short);
  const isTooLong = maxSize !== null && proportional > maxSize;
  const newShort = isTooLong ? Math.trunc((maxSize * first) / proportional) : first;
  const newLong = isTooLong ? maxSize : proportional;
  return rows <= columns ? [newShort, newLong] : [newLong, newShort];
}

function checkSize(size: number | readonly number[], maxSize: number | null): void {
  const sizes = typeof size === 'number' ? [size] : size;
  if (sizes.length !== 1 && sizes.length !== 2) {
    throw new torch.ValueError('If size is a sequence, it should have 1 or 2 values');
  }
  if (maxSize === null) return;
  if (sizes.length === 2) {
    throw new torch.ValueError(
      'max_size should only be passed if size specifies the length of the smaller edge, i.e. size should be an int.',
    );
  }
  if (maxSize <= (sizes[0] ?? 0)) {
    throw new torch.ValueError(
      `max_size = ${maxSize} must be strictly greater than the requested size for the smaller edge size = ${sizes[0]}`,
    );
  }
}
