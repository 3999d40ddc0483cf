import {
  dispose,
  engine,
  gather,
  keep,
  reshape,
  tensor1d,
  tensor2d,
  tensor4d,
  tidy,
  type Rank,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
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

interface ByteImages {
  /** uint8 [count, height, width, channels]. */
  readonly images: Uint8Array;
  /** uint8 [count]. */
  readonly labels: Uint8Array;
  /** What each byte stands for, float32 [256]. */
  readonly values: Float32Array;
}

interface FeatureImages {
  /** float32 [count, height, width, channels]. */
  readonly images: Float32Array;
  /** uint8 [count]. */
  readonly labels: Uint8Array;
}

/** Pixels, or features of a table. */
export type StoredImages = ByteImages | FeatureImages;

/**
 * Images that lie on the device as bytes, a quarter of what they take as numbers: a batch of them is indices from the
 * host, and nothing else is sent.
 *
 * A backend without the kernel for it keeps the bytes on the host, and so does a device that cannot bind that many.
 * Features are numbers already: every backend has a kernel that gathers those.
 */
export class ResidentImages {
  readonly count: number;
  /** [height, width, channels]. */
  readonly imageShape: readonly [number, number, number];
  /** On the host. */
  #set: ByteImages | null = null;
  #device: DeviceImages | null = null;
  #features: DeviceFeatures | null = null;

  constructor(set: StoredImages, imageShape: readonly [number, number, number]) {
    this.count = set.labels.length;
    this.imageShape = imageShape;
    if (!('values' in set)) {
      this.#features = uploadedFeatures(set);
      return;
    }
    this.#set = set;
    if (hasKernel(GATHER_IMAGES) && this.count > 0) this.#moveToDevice(set);
  }

  /** @param indices int32 [n], each from 0 to `count` - 1. */
  batch(indices: Tensor1D): ResidentBatch {
    if (this.#features) return this.#fromFeatures(this.#features, indices);
    if (!this.#device) return this.#fromHost(indices.dataSync());
    const attributes = { imageShape: [...this.imageShape] };
    const inputs = { ...this.#device, indices };
    const [images, labels] = engine().runKernel<[Tensor4D, Tensor1D]>(GATHER_IMAGES, inputs, attributes);
    return { images, labels };
  }

  /** Frees the device's memory; there are no batches after it. */
  dispose(): void {
    for (const held of [this.#device, this.#features]) if (held) dispose({ ...held });
    this.#device = null;
    this.#features = null;
  }

  #moveToDevice(set: ByteImages): void {
    this.#device = uploaded(set);
    try {
      // A set that is too large shows now, and not in the middle of training.
      tidy(() => void this.batch(tensor1d([0], 'int32')));
      this.#set = null;
    } catch (error) {
      this.dispose();
      if (!(error instanceof BackendError)) throw error;
    }
  }

  #fromFeatures({ images, labels }: DeviceFeatures, indices: Tensor1D): ResidentBatch {
    const shape: [number, number, number, number] = [indices.size, ...this.imageShape];
    return tidy(() => ({
      images: reshape<Rank.R4>(gather(images, indices), shape),
      labels: gather(labels, indices),
    }));
  }

  #fromHost(indices: ArrayLike<number>): ResidentBatch {
    const { images: bytes = [], labels: numbers = [], values = [] } = this.#set ?? {};
    const [height, width, channels] = this.imageShape;
    const size = height * width * channels;
    const images = new Float32Array(indices.length * size);
    const labels = new Int32Array(indices.length);
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i] ?? 0;
      labels[i] = numbers[index] ?? 0;
      for (let j = 0; j < size; j++) images[i * size + j] = values[bytes[index * size + j] ?? 0] ?? 0;
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

interface DeviceFeatures {
  /** float32 [count, height * width * channels]. */
  readonly images: Tensor2D;
  /** int32 [count]. */
  readonly labels: Tensor1D;
}

function uploadedFeatures({ images, labels }: FeatureImages): DeviceFeatures {
  const shape: [number, number] = [labels.length, images.length / Math.max(1, labels.length)];
  return { images: keep(tensor2d(images, shape)), labels: keep(tensor1d(Int32Array.from(labels), 'int32')) };
}

function uploaded({ images, labels, values }: ByteImages): DeviceImages {
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
