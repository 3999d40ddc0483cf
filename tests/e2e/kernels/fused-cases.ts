/** Kernels of ours that tfjs does not know: each against what it stands for, composed of other kernels. */
import * as tf from '@tensorflow/tfjs-core';
import { Mt19937 } from '../../../src/engine/random/mt19937.ts';
import { ResidentImages, type ResidentBatch } from '../../../src/engine/resident-images.ts';
import type { KernelCase } from './cases.ts';

function bytes(count: number, seed: number): Uint8Array {
  const generator = new Mt19937(seed);
  return Uint8Array.from({ length: count }, () => generator.nextUint32() >>> 24);
}

type ImageShape = readonly [number, number, number];

/** The indices are in no order, and some come twice. */
function gathered(imageShape: ImageShape, count: number, read: (batch: ResidentBatch) => tf.Tensor): tf.Tensor {
  const size = tf.util.sizeFromShape([...imageShape]);
  const values = Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - 0.5) / 0.5);
  const set = { images: bytes(count * size, 31), labels: bytes(count, 32) };
  const images = new ResidentImages(set, imageShape, values);
  const indices = tf.tensor1d(
    bytes(count + 3, 33).map((byte) => byte % count),
    'int32',
  );
  const result = read(images.batch(indices));
  images.dispose();
  return result;
}

function gatherCases(imageShape: ImageShape, count: number): KernelCase[] {
  const name = `of ${count} images ${imageShape.join('x')} at indices`;
  return [
    { name: `numbers ${name}`, compute: () => gathered(imageShape, count, ({ images }) => images) },
    { name: `labels ${name}`, compute: () => gathered(imageShape, count, ({ labels }) => labels) },
  ];
}

export const fusedCases: readonly KernelCase[] = [
  ...gatherCases([5, 4, 3], 9),
  ...gatherCases([5, 3, 1], 7),
  ...gatherCases([1, 1, 1], 5),
];
