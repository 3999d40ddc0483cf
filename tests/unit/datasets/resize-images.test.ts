import { describe, expect, test } from 'vitest';
import { loadDataset } from '../../../src/datasets/load.ts';
import { resizeImages } from '../../../src/datasets/resize-images.ts';
import { readCases } from '../support/golden-cases.ts';
import { testSite } from './site.ts';

const cases = readCases('torch', 'resized_images').map(({ name, from, to, bytes, images }) => ({
  name,
  from: Number(from),
  to: Number(to),
  bytes: bytes as readonly number[] | undefined,
  images: images as readonly (readonly number[])[],
}));
const drawn = cases.filter(({ bytes }) => bytes !== undefined);
const digits = cases.find(({ bytes }) => bytes === undefined);

describe('images are resized as torchvision resizes them', () => {
  test.each(drawn)('$name', ({ bytes = [], from, to, images }) => {
    expect([...resizeImages(Uint8Array.from(bytes), from, to)]).toEqual(images.flat());
  });

  test('the smaller MNIST has the images of torchvision, and the labels of MNIST', async () => {
    const { options, requests } = testSite();
    const counts = { trainImages: 20, testImages: 5 };
    const small = await loadDataset('mnist-8x8', counts, options);
    const { train } = await loadDataset('mnist', counts, options);
    expect(small).toMatchObject({ height: 8, width: 8, channels: 1 });
    expect([...small.train.images]).toEqual(digits?.images.flat());
    expect(small.test.images).toHaveLength(5 * 64);
    expect(small.train.labels).toEqual(train.labels);
    expect(requests.every((path) => path.startsWith('/data/mnist/'))).toBe(true);
  });
});
