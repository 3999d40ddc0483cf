/** Bits after the point of the whole numbers that Pillow multiplies with. */
const PRECISION_BITS = 22;

/** What a pixel weighs by its distance, in pixels of the smaller image, from the centre of the one that is made. */
interface Filter {
  /** From this distance on pixels weigh nothing. */
  readonly support: number;
  readonly weightAt: (distance: number) => number;
}

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Pillow's filters. Of two pixels at the same distance the box takes the one before. */
const filters = {
  box: { support: 0.5, weightAt: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weightAt: (x) => Math.max(1 - Math.abs(x), 0) },
  hamming: { support: 1, weightAt: (x) => (Math.abs(x) < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0) },
  bicubic: { support: 2, weightAt: (x) => cubic(Math.abs(x)) },
  lanczos: { support: 3, weightAt: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
} as const satisfies Record<string, Filter>;

/** How the pixels of another size are made: `nearest` takes one, the others average. */
export type FilterName = keyof typeof filters | 'nearest';

/** The size of an image. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** The pixels that one pixel of the result is made of, and what each weighs. */
interface Window {
  readonly first: number;
  /** Fixed-point numbers with {@link PRECISION_BITS} bits after the point, which add up to about 1. */
  readonly weights: readonly number[];
}

/**
 * Grey images in another size, byte for byte as `torchvision.transforms.Resize` makes them of Pillow's images: bilinear,
 * and a smaller image averages over all pixels that one of its own covers.
 *
 * @param images uint8 [count, `from`, `from`], square.
 * @returns uint8 [count, `to`, `to`].
 */
export function resizeImages(images: Uint8Array, from: number, to: number): Uint8Array {
  return resize(images, { width: from, height: from, channels: 1 }, { width: to, height: to }, 'bilinear');
}

/**
 * Images in another size, byte for byte as Pillow's `Image.resize` makes them.
 *
 * @param images uint8 [count, height, width, channels].
 * @returns uint8 of the other height and width.
 * @source https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters
 */
export function resize(
  images: Uint8Array,
  from: ImageSize & { readonly channels: number },
  to: ImageSize,
  filter: FilterName,
): Uint8Array {
  const { channels } = from;
  const columns = windows(from.width, to.width, filter);
  const rows = windows(from.height, to.height, filter);
  const sourceSize = from.width * from.height * channels;
  const rowLength = to.width * channels;
  const count = images.length / sourceSize;
  const result = new Uint8Array(count * to.height * rowLength);
  const narrowed = new Uint8Array(from.height * rowLength);
  for (let image = 0; image < count; image++) {
    const source = images.subarray(image * sourceSize, (image + 1) * sourceSize);
    const target = result.subarray(image * to.height * rowLength, (image + 1) * to.height * rowLength);
    // Pillow rounds to bytes after the columns and again after the rows.
    for (let row = 0; row < from.height; row++) {
      columns.forEach((window, column) => {
        for (let channel = 0; channel < channels; channel++) {
          const start = row * from.width * channels + channel;
          narrowed[row * rowLength + column * channels + channel] = weightedSum(source, start, channels, window);
        }
      });
    }
    rows.forEach((window, row) => {
      for (let place = 0; place < rowLength; place++) {
        target[row * rowLength + place] = weightedSum(narrowed, place, rowLength, window);
      }
    });
  }
  return result;
}

function windows(from: number, to: number, filter: FilterName): Window[] {
  if (filter === 'nearest') return nearestPixels(from, to).map((first) => ({ first, weights: [2 ** PRECISION_BITS] }));
  return Array.from({ length: to }, (_, position) => windowAt(position, from, to, filters[filter]));
}

/** Pillow walks from centre to centre, and its sums decide where two pixels are as near. */
function nearestPixels(from: number, to: number): number[] {
  const step = from / to;
  let next = step / 2;
  return Array.from({ length: to }, () => {
    const center = next;
    next += step;
    return Math.floor(center);
  });
}

function windowAt(position: number, from: number, to: number, filter: Filter): Window {
  // An enlarged image is made of as many pixels as one of the same size.
  const scale = Math.max(from / to, 1);
  const support = filter.support * scale;
  const center = (position + 0.5) * (from / to);
  const first = Math.max(Math.trunc(center - support + 0.5), 0);
  const last = Math.min(Math.trunc(center + support + 0.5), from);
  const weights = Array.from({ length: last - first }, (_, offset) =>
    filter.weightAt((offset + first - center + 0.5) * (1 / scale)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first, weights: weights.map((weight) => Math.round(weight * (1 / total) * 2 ** PRECISION_BITS)) };
}

/** The cubic curve of Keys with a slope of -0.5 at a distance of 1. */
function cubic(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/** A byte from the bytes that lie `stride` apart, from `start` on. */
function weightedSum(bytes: Uint8Array, start: number, stride: number, { first, weights }: Window): number {
  let sum = 2 ** (PRECISION_BITS - 1);
  for (let offset = 0; offset < weights.length; offset++) {
    sum += (bytes[start + (first + offset) * stride] ?? 0) * (weights[offset] ?? 0);
  }
  return Math.min(Math.max(sum >> PRECISION_BITS, 0), 255);
}
