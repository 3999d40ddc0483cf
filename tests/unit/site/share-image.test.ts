import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawShareImage } from '../../../src/site/share-image.ts';

const TORCH = [184, 57, 10];
const KERAS = [36, 67, 184];

test('a share image has both voices, and the title in their font', async () => {
  const image = await drawShareImage({ place: 'Duet, lesson 1', title: 'One CNN, two APIs & a title that is long' });
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([1200, 630]);
  const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  expect(pixel(10, 625)).toEqual(TORCH);
  expect(pixel(1190, 625)).toEqual(KERAS);
  const dark = Array.from({ length: 1200 * 300 }, (_, index) => pixel(index % 1200, 150 + Math.floor(index / 1200)));
  expect(dark.filter(([red = 255]) => red < 60).length, 'pixels of the title').toBeGreaterThan(10_000);
});
