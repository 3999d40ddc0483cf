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
  const values = Float32Array.from({ length: 256 }, (_, byte) => valueOf(byte));
  const images = new ResidentImages({ ...set, values }, imageShape);
  const indices = [10, 0, 3, 3, 7];
  const expected = new ImageBatches(set, imageShape, scaling).at(indices);
  const batch = images.batch(tf.tensor1d(indices, 'int32'));
  expect(batch.images.shape).toEqual([5, ...imageShape]);
  expect(batch.images.dataSync()).toEqual(expected.images);
  expect(batch.labels.dtype).toBe('int32');
  expect(batch.labels.dataSync()).toEqual(expected.labels);
});

test.each(['zeroToOne', 'minusOneToOne'] as const)('features come as they are: %s', (scaling) => {
  const features = { ...set, images: Float32Array.from(set.images, (byte) => byte / 200) };
  const batches = new ImageBatches(features, imageShape, scaling, 2);
  const before = tf.memory().numTensors;
  const images = new ResidentImages(batches.stored, imageShape);
  const indices = [8, 0, 3, 3];
  const expected = batches.at(indices);
  const batch = images.batch(tf.tensor1d(indices, 'int32'));
  expect(expected.images[0]).toBeCloseTo(
    (((10 * 105 * 37) % 256) / 200) * (scaling === 'zeroToOne' ? 1 : 2) - (scaling === 'zeroToOne' ? 0 : 1),
    6,
  );
  expect(batch.images.shape).toEqual([4, ...imageShape]);
  expect(batch.images.dataSync()).toEqual(expected.images);
  expect(batch.labels.dtype).toBe('int32');
  expect(batch.labels.dataSync()).toEqual(expected.labels);
  images.dispose();
  expect(tf.memory().numTensors).toBe(before + 3);
});

test('a set without images has empty batches', () => {
  const none = new ResidentImages(
    { images: new Uint8Array(), labels: new Uint8Array(), values: new Float32Array(256) },
    imageShape,
  );
  expect(none.count).toBe(0);
  expect(none.batch(tf.tensor1d([], 'int32')).images.shape).toEqual([0, ...imageShape]);
});
