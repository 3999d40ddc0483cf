/** Bits after the point of the whole numbers that Pillow multiplies with. */
const PRECISION_BITS = 22;

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
 * @source https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters
 */
export function resizeImages(images: Uint8Array, from: number, to: number): Uint8Array {
  const windows = Array.from({ length: to }, (_, position) => windowAt(position, from, to));
  const count = images.length / (from * from);
  const result = new Uint8Array(count * to * to);
  const narrowed = new Uint8Array(from * to);
  for (let image = 0; image < count; image++) {
    const source = images.subarray(image * from * from, (image + 1) * from * from);
    const target = result.subarray(image * to * to, (image + 1) * to * to);
    // Pillow rounds to bytes after the columns and again after the rows.
    for (let row = 0; row < from; row++) {
      windows.forEach((window, column) => {
        narrowed[row * to + column] = weightedSum(source, row * from, 1, window);
      });
    }
    windows.forEach((window, row) => {
      for (let column = 0; column < to; column++) {
        target[row * to + column] = weightedSum(narrowed, column, to, window);
      }
    });
  }
  return result;
}

function windowAt(position: number, from: number, to: number): Window {
  const scale = from / to;
  // An enlarged image looks one pixel far.
  const support = Math.max(scale, 1);
  const center = (position + 0.5) * scale;
  const first = Math.max(Math.trunc(center - support + 0.5), 0);
  const last = Math.min(Math.trunc(center + support + 0.5), from);
  const triangle = Array.from({ length: last - first }, (_, offset) => {
    const distance = Math.abs((first + offset - center + 0.5) / support);
    return Math.max(1 - distance, 0);
  });
  const total = triangle.reduce((sum, weight) => sum + weight, 0);
  return { first, weights: triangle.map((weight) => Math.round((weight / total) * 2 ** PRECISION_BITS)) };
}

/** A byte from the bytes that lie `stride` apart, from `start` on. */
function weightedSum(bytes: Uint8Array, start: number, stride: number, { first, weights }: Window): number {
  let sum = 2 ** (PRECISION_BITS - 1);
  for (let offset = 0; offset < weights.length; offset++) {
    sum += (bytes[start + (first + offset) * stride] ?? 0) * (weights[offset] ?? 0);
  }
  return Math.min(sum >> PRECISION_BITS, 255);
}
