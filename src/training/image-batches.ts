import type { ImageSet } from '../datasets/load.ts';
import type { StoredImages } from '../engine/resident-images.ts';
import type { ChosenImage } from './inspection-protocol.ts';
import type { ScalingName } from './protocol.ts';

/** Mean and standard deviation that numbers from 0 to 1 are standardized with. */
const statistics: Readonly<Record<ScalingName, readonly [mean: number, deviation: number]>> = {
  zeroToOne: [0, 1],
  minusOneToOne: [0.5, 0.5],
  mnistStandardized: [0.1307, 0.3081],
};

/** Part of a data set, and how its bytes become the float32 values that a network reads. */
export class ImageBatches {
  readonly length: number;
  /** [height, width, channels]. */
  readonly imageShape: readonly [number, number, number];
  readonly #set: ImageSet;
  readonly #first: number;
  readonly #scaling: ScalingName;
  /** What a network reads for a number that is stored. */
  readonly #valueOf: (stored: number) => number;

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
    this.#scaling = scaling;
    const values = scaleOfBytes(scaling);
    this.#valueOf =
      set.images instanceof Float32Array ? (feature) => scaledFeature(feature, scaling) : (byte) => values[byte] ?? 0;
  }

  /** Scaled images [indices, height, width, channels] and their labels [indices]. */
  at(indices: ArrayLike<number>): { readonly images: Float32Array; readonly labels: Int32Array } {
    const size = sizeOf(this.imageShape);
    const stored = this.#set.images;
    const images = new Float32Array(indices.length * size);
    const labels = new Int32Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      const index = this.#first + (indices[i] ?? 0);
      labels[i] = this.#set.labels[index] ?? 0;
      for (let j = 0; j < size; j++) images[i * size + j] = this.#valueOf(stored[index * size + j] ?? 0);
    }
    return { images, labels };
  }

  /** The part of the data set to keep on a device: bytes and what each stands for, or features as a network reads them. */
  get stored(): StoredImages {
    const size = sizeOf(this.imageShape);
    const last = this.#first + this.length;
    const images = this.#set.images.subarray(this.#first * size, last * size);
    const labels = this.#set.labels.subarray(this.#first, last);
    return images instanceof Float32Array
      ? { images: images.map(this.#valueOf), labels }
      : { images, labels, values: scaleOfBytes(this.#scaling) };
  }

  /** Whether an image is of the size and colours of these. */
  fits(image: ChosenImage): boolean {
    return fitsImage(this.imageShape, image);
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

function sizeOf([height, width, channels]: readonly [number, number, number]): number {
  return height * width * channels;
}

/** What each byte stands for: float32 [256]. */
function scaleOfBytes(scaling: ScalingName): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => scaledFeature(byte / 255, scaling));
}

/** A feature from 0 to 1 as a network reads it. */
function scaledFeature(feature: number, scaling: ScalingName): number {
  const [mean, deviation] = statistics[scaling];
  return (feature - mean) / deviation;
}

/** Bytes of an image as a network reads them. */
export function scaledPixels(bytes: Uint8Array, scaling: ScalingName): Float32Array {
  const scale = scaleOfBytes(scaling);
  return Float32Array.from(bytes, (byte) => scale[byte] ?? 0);
}

/**
 * Whether an image is of this size and of as many colours.
 *
 * @param shape [height, width, channels].
 */
export function fitsImage(shape: readonly [number, number, number], image: ChosenImage): boolean {
  const [height, width, channels] = shape;
  const { pixels } = image;
  return (
    image.height === height &&
    image.width === width &&
    image.channels === channels &&
    pixels.length === height * width * channels
  );
}

/** One image of a set as RGBA, grey repeated over red, green and blue; a feature from 0 to 1 is dark to light. */
export function toRgba(
  set: ImageSet,
  index: number,
  [height, width, channels]: readonly [number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(height * width * 4).fill(255);
  const start = index * height * width * channels;
  const light = set.images instanceof Float32Array ? 255 : 1;
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let color = 0; color < 3; color++) {
      const source = channels === 1 ? start + pixel : start + pixel * channels + color;
      pixels[pixel * 4 + color] = (set.images[source] ?? 0) * light;
    }
  }
  return pixels;
}
