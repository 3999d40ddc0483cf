import { dispose, engine, keep, tensor1d, tensor4d, tidy, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { BackendError } from './errors.ts';
import { hasKernel } from './own-kernel.ts';

/** A kernel of ours: images, labels, indices and values -> the scaled images at the indices, and their labels. */
export const GATHER_IMAGES = 'GatherImages';

/** Images and labels at some indices. */
export interface ResidentBatch {
  /** float32 [indices, height, width, channels]. */
  readonly images: Tensor4D;
  /** int32 [indices]. */
  readonly labels: Tensor1D;
}

export interface ByteImages {
  /** uint8 [count, height, width, channels]. */
  readonly images: Uint8Array;
  /** uint8 [count]. */
  readonly labels: Uint8Array;
}

/**
 * Images that lie on the device as bytes, a quarter of what they take as numbers: a batch of them is indices from the
 * host, and nothing else is sent.
 *
 * A backend without the kernel for it keeps the bytes on the host, and so does a device that cannot bind that many.
 */
export class ResidentImages {
  readonly count: number;
  /** [height, width, channels]. */
  readonly imageShape: readonly [number, number, number];
  #set: ByteImages;
  readonly #values: Float32Array;
  #device: DeviceImages | null = null;

  /**
   * @param values what each byte stands for, float32 [256].
   */
  constructor(set: ByteImages, imageShape: readonly [number, number, number], values: Float32Array) {
    this.count = set.labels.length;
    this.imageShape = imageShape;
    this.#values = values;
    this.#set = set;
    if (hasKernel(GATHER_IMAGES) && this.count > 0) this.#moveToDevice();
  }

  /** @param indices int32 [n], each from 0 to `count` - 1. */
  batch(indices: Tensor1D): ResidentBatch {
    if (!this.#device) return this.#fromHost(indices.dataSync());
    const attributes = { imageShape: [...this.imageShape] };
    const inputs = { ...this.#device, indices };
    const [images, labels] = engine().runKernel<[Tensor4D, Tensor1D]>(GATHER_IMAGES, inputs, attributes);
    return { images, labels };
  }

  /** Frees the device's memory; there are no batches after it. */
  dispose(): void {
    if (this.#device) dispose({ ...this.#device });
    this.#device = null;
  }

  #moveToDevice(): void {
    this.#device = uploaded(this.#set, this.#values);
    try {
      // A set that is too large shows now, and not in the middle of training.
      tidy(() => void this.batch(tensor1d([0], 'int32')));
      this.#set = { images: new Uint8Array(), labels: new Uint8Array() };
    } catch (error) {
      this.dispose();
      if (!(error instanceof BackendError)) throw error;
    }
  }

  #fromHost(indices: ArrayLike<number>): ResidentBatch {
    const [height, width, channels] = this.imageShape;
    const size = height * width * channels;
    const images = new Float32Array(indices.length * size);
    const labels = new Int32Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i] ?? 0;
      labels[i] = this.#set.labels[index] ?? 0;
      for (let j = 0; j < size; j++) images[i * size + j] = this.#values[this.#set.images[index * size + j] ?? 0] ?? 0;
    }
    return { images: tensor4d(images, [indices.length, height, width, channels]), labels: tensor1d(labels, 'int32') };
  }
}

/** Named as the kernel's inputs. */
interface DeviceImages {
  /** Four bytes an integer, the first one lowest: int32 [words]. */
  readonly images: Tensor1D;
  /** int32 [count]. */
  readonly labels: Tensor1D;
  /** float32 [256]. */
  readonly values: Tensor1D;
}

function uploaded({ images, labels }: ByteImages, values: Float32Array): DeviceImages {
  return {
    images: keep(tensor1d(packed(images), 'int32')),
    labels: keep(tensor1d(Int32Array.from(labels), 'int32')),
    values: keep(tensor1d(values)),
  };
}

function packed(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(Math.ceil(bytes.length / 4));
  const view = new DataView(words.buffer);
  new Uint8Array(words.buffer).set(bytes);
  // Whatever order this machine keeps bytes in, the shader counts from the lowest.
  for (let word = 0; word < words.length; word++) words[word] = view.getInt32(word * 4, true);
  return words;
}
