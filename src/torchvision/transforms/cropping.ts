import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import * as torch from '../../torch/index.ts';
import { formatKeywords } from '../../torch/nn/python-values.ts';
import { asBatch, imageSize, roundHalfToEven, sizePair } from './image-size.ts';

/** What is put around an image: one number, [sides, top and bottom], or [left, top, right, bottom]. */
type Padding = number | readonly number[];

/** How the new pixels are filled: with a constant, with those at the edge, or mirrored without these. */
type PaddingMode = keyof typeof MODES;

const MODES = { constant: 'constant', edge: 'replicate', reflect: 'reflect' } as const;

interface PadParameters {
  /** The constant. */
  readonly fill?: number;
  readonly paddingMode?: PaddingMode;
}

/**
 * An image [..., H, W] with pixels around it. Call: `new Pad(padding, fill = 0, paddingMode = 'constant')`.
 *
 * @throws {torch.ValueError} when `padding` has 3 numbers, or more than 4, or there is no such mode.
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Pad.html
 */
export class Pad extends torch.nn.Module {
  readonly padding: Padding;
  readonly fill: number;
  readonly paddingMode: PaddingMode;

  constructor(padding: Padding, ...values: Arguments<PadParameters, ['fill', 'paddingMode']>) {
    super();
    const { fill = 0, paddingMode = 'constant' } = bindArguments<PadParameters>(['fill', 'paddingMode'], values);
    checkPaddingMode(paddingMode);
    sides(padding);
    this.padding = padding;
    this.fill = fill;
    this.paddingMode = paddingMode;
  }

  override forward(image: torch.Tensor): torch.Tensor {
    return pad(image, this.padding, this.fill, this.paddingMode);
  }

  override extraRepr(): string {
    return formatKeywords({ padding: this.padding, fill: this.fill, padding_mode: this.paddingMode });
  }
}

/**
 * The middle of an image [..., H, W]; one that is smaller gets zeros around it first.
 *
 * Call: `new CenterCrop(size)`, with one number or [height, width].
 *
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.CenterCrop.html
 */
export class CenterCrop extends torch.nn.Module {
  readonly size: readonly [height: number, width: number];

  constructor(size: number | readonly number[]) {
    super();
    this.size = sizePair(size);
  }

  override forward(image: torch.Tensor): torch.Tensor {
    const [height, width] = this.size;
    const [missingRows, missingColumns] = missing(image, this.size);
    const wide = pad(image, [
      Math.floor(missingColumns / 2),
      Math.floor(missingRows / 2),
      Math.ceil(missingColumns / 2),
      Math.ceil(missingRows / 2),
    ]);
    const [rows, columns] = imageSize(wide);
    return crop(wide, roundHalfToEven((rows - height) / 2), roundHalfToEven((columns - width) / 2), this.size);
  }

  override extraRepr(): string {
    return formatKeywords({ size: this.size });
  }
}

interface RandomCropParameters extends PadParameters {
  /** Put around the image before. */
  readonly padding?: Padding | null;
  /** Whether an image that is smaller than the part is padded, too. */
  readonly padIfNeeded?: boolean;
}

/**
 * A part of an image [..., H, W] at a random place: two integers of the default generator, none where the part is the
 * image.
 *
 * Call: `new RandomCrop(size, padding, padIfNeeded = false, fill = 0, paddingMode = 'constant')`.
 *
 * @source https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.RandomCrop.html
 */
export class RandomCrop extends torch.nn.Module {
  readonly size: readonly [height: number, width: number];
  readonly padding: Padding | null;
  readonly padIfNeeded: boolean;
  readonly fill: number;
  readonly paddingMode: PaddingMode;

  constructor(
    size: number | readonly number[],
    ...values: Arguments<RandomCropParameters, ['padding', 'padIfNeeded', 'fill', 'paddingMode']>
  ) {
    super();
    const names = ['padding', 'padIfNeeded', 'fill', 'paddingMode'] as const;
    const given = bindArguments<RandomCropParameters>(names, values);
    this.size = sizePair(size);
    this.padding = given.padding ?? null;
    this.padIfNeeded = given.padIfNeeded ?? false;
    this.fill = given.fill ?? 0;
    this.paddingMode = given.paddingMode ?? 'constant';
  }

  /** @throws {torch.ValueError} when the image is smaller than the part. */
  override forward(image: torch.Tensor): torch.Tensor {
    const padded = this.#padded(image);
    const [rows, columns] = imageSize(padded);
    const [height, width] = this.size;
    if (rows < height || columns < width) {
      throw new torch.ValueError(
        `Required crop size (${height}, ${width}) is larger than input image size (${rows}, ${columns}). ` +
          'Pass { padIfNeeded: true }, or a padding.',
      );
    }
    if (rows === height && columns === width) return padded;
    const [top = 0] = torch.defaultGenerator.integers(1, 0, rows - height + 1);
    const [left = 0] = torch.defaultGenerator.integers(1, 0, columns - width + 1);
    return crop(padded, top, left, this.size);
  }

  override extraRepr(): string {
    return formatKeywords({ size: this.size, padding: this.padding });
  }

  #padded(image: torch.Tensor): torch.Tensor {
    const { fill, paddingMode } = this;
    const wide = this.padding === null ? image : pad(image, this.padding, fill, paddingMode);
    if (!this.padIfNeeded) return wide;
    const [, missingColumns] = missing(wide, this.size);
    const full = missingColumns > 0 ? pad(wide, [missingColumns, 0], fill, paddingMode) : wide;
    const [missingRows] = missing(full, this.size);
    return missingRows > 0 ? pad(full, [0, missingRows], fill, paddingMode) : full;
  }
}

/** Rows and columns that an image lacks of a size. */
function missing(image: torch.Tensor, [height, width]: readonly [number, number]): readonly [number, number] {
  const [rows, columns] = imageSize(image);
  return [Math.max(height - rows, 0), Math.max(width - columns, 0)];
}

function crop(
  image: torch.Tensor,
  top: number,
  left: number,
  [height, width]: readonly [number, number],
): torch.Tensor {
  return image.narrow(-2, top, height).narrow(-1, left, width);
}

function pad(image: torch.Tensor, padding: Padding, fill = 0, paddingMode: PaddingMode = 'constant'): torch.Tensor {
  const [left, top, right, bottom] = sides(padding);
  const mode = MODES[paddingMode];
  const value = mode === 'constant' ? { value: fill } : {};
  return asBatch(image, (batch) => torch.nn.functional.pad(batch, [left, right, top, bottom], { mode, ...value }));
}

function sides(padding: Padding): readonly [left: number, top: number, right: number, bottom: number] {
  const [left = 0, top = left, right = left, bottom = top, ...more] = typeof padding === 'number' ? [padding] : padding;
  if (typeof padding !== 'number' && (padding.length === 3 || padding.length === 0 || more.length > 0)) {
    throw new torch.ValueError(
      `Padding must be an int or a 1, 2, or 4 element tuple, not a ${padding.length} element tuple`,
    );
  }
  return [left, top, right, bottom];
}

function checkPaddingMode(paddingMode: string): void {
  if (paddingMode in MODES) return;
  throw new torch.ValueError(
    `Padding mode should be either constant, edge, reflect or symmetric, and symmetric is not here: got ${paddingMode}.`,
  );
}
