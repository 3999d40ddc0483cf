import type { ImageSet } from '../datasets/load.ts';
import type { ScalingName } from './protocol.ts';

/** Part of a data set, and how its bytes become the float32 values that a network reads. */
export class ImageBatches {
  readonly length: number;
  /** [height, width, channels]. */
  readonly imageShape: readonly [number, number, number];
  readonly #set: ImageSet;
  readonly #first: number;
  readonly #scale: Float32Array;

  /** The images from `first` to `last`, without `last`. */
  constructor(
    set: ImageSet,
    imageShape: readonly [number, number, number],
    scaling: ScalingName,
    first = 0,
    last = set.count,
  ) {
    this.#set = set;
    this.imageShape = imageShape;
    this.#first = first;
    this.length = last - first;
    const scale = scaling === 'zeroToOne' ? (byte: number) => byte / 255 : (byte: number) => (byte / 255 - 0.5) / 0.5;
    this.#scale = Float32Array.from({ length: 256 }, (_, byte) => scale(byte));
  }

  /** Scaled images [indices, height, width, channels] and their labels [indices]. */
  at(indices: ArrayLike<number>): { readonly images: Float32Array; readonly labels: Int32Array } {
    const [height, width, channels] = this.imageShape;
    const size = height * width * channels;
    const images = new Float32Array(indices.length * size);
    const labels = new Int32Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      const index = this.#first + (indices[i] ?? 0);
      labels[i] = this.#set.labels[index] ?? 0;
      for (let j = 0; j < size; j++) images[i * size + j] = this.#scale[this.#set.images[index * size + j] ?? 0] ?? 0;
    }
    return { images, labels };
  }

  /** The part of the data set as bytes, and what each byte stands for: float32 [256]. */
  get bytes(): { readonly images: Uint8Array; readonly labels: Uint8Array; readonly values: Float32Array } {
    const [height, width, channels] = this.imageShape;
    const size = height * width * channels;
    const last = this.#first + this.length;
    return {
      images: this.#set.images.subarray(this.#first * size, last * size),
      labels: this.#set.labels.subarray(this.#first, last),
      values: this.#scale,
    };
  }

  /** RGBA pixels of one image, as stored. */
  pixels(index: number): Uint8ClampedArray<ArrayBuffer> {
    return toRgba(this.#set, this.#first + index, this.imageShape);
  }

  /** The indices 0 to `length` - 1, cut into batches. */
  *ranges(batchSize: number): Generator<Uint32Array> {
    for (let start = 0; start < this.length; start += batchSize) {
      yield Uint32Array.from({ length: Math.min(batchSize, this.length - start) }, (_, i) => start + i);
    }
  }
}

/** One image of a set as RGBA, grey repeated over red, green and blue. */
export function toRgba(
  set: ImageSet,
  index: number,
  [height, width, channels]: readonly [number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(height * width * 4).fill(255);
  const start = index * height * width * channels;
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let color = 0; color < 3; color++) {
      const source = channels === 1 ? start + pixel : start + pixel * channels + color;
      pixels[pixel * 4 + color] = set.images[source] ?? 0;
    }
  }
  return pixels;
}
