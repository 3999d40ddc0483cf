import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { ResidentImages } from '../../../src/engine/resident-images.ts';
import { ImageBatches } from '../../../src/training/image-batches.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const count = 11;
const imageShape = [5, 7, 3] as const;
const set = {
  images: Uint8Array.from({ length: count * 105 }, (_, index) => (index * 37) % 256),
  labels: Uint8Array.from({ length: count }, (_, index) => 9 - (index % 10)),
  count,
};

test.each([
  ['zeroToOne', (byte: number) => byte / 255],
  ['minusOneToOne', (byte: number) => (byte / 255 - 0.5) / 0.5],
] as const)('a batch is what the host makes of the bytes: %s', (scaling, valueOf) => {
  const images = new ResidentImages(
    set,
    imageShape,
    Float32Array.from({ length: 256 }, (_, byte) => valueOf(byte)),
  );
  const indices = [10, 0, 3, 3, 7];
  const expected = new ImageBatches(set, imageShape, scaling).at(indices);
  const batch = images.batch(tf.tensor1d(indices, 'int32'));
  expect(batch.images.shape).toEqual([5, ...imageShape]);
  expect(batch.images.dataSync()).toEqual(expected.images);
  expect(batch.labels.dtype).toBe('int32');
  expect(batch.labels.dataSync()).toEqual(expected.labels);
});

test('a set without images has empty batches', () => {
  const none = new ResidentImages(
    { images: new Uint8Array(), labels: new Uint8Array() },
    imageShape,
    new Float32Array(256),
  );
  expect(none.count).toBe(0);
  expect(none.batch(tf.tensor1d([], 'int32')).images.shape).toEqual([0, ...imageShape]);
});
