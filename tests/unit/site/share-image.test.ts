import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawShareImage } from '../../../src/site/share-image.ts';

const TORCH = [184, 57, 10];
const KERAS = [36, 67, 184];

async function pixelsOf(image: Buffer) {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  return { info, pixel };
}

test('a share image has both voices, and the title in their font', async () => {
  const image = await drawShareImage({ place: 'Duet, lesson 1', title: 'One CNN, two APIs & a title that is long' });
  const { info, pixel } = await pixelsOf(image);
  expect([info.width, info.height]).toEqual([1200, 630]);
  expect(pixel(10, 625)).toEqual(TORCH);
  expect(pixel(1190, 625)).toEqual(KERAS);
  const dark = Array.from({ length: 1200 * 300 }, (_, index) => pixel(index % 1200, 150 + Math.floor(index / 1200)));
  expect(dark.filter(([red = 255]) => red < 60).length, 'pixels of the title').toBeGreaterThan(10_000);
});

test.each([
  'Learn PyTorch and Keras together, by training the same network in both, in your browser.',
  'A title that somebody has written and could not shorten, although all who have seen it asked for that & for less. '.repeat(
    3,
  ),
])('a long title leaves the line below it free: %s', async (title) => {
  const { pixel } = await pixelsOf(await drawShareImage({ place: 'Netze für <Anfänger> & Co', title }));
  const paper = pixel(5, 5);
  for (let y = 480; y < 498; y += 1) for (let x = 0; x < 1000; x += 1) expect(pixel(x, y), `${x}, ${y}`).toEqual(paper);
});
