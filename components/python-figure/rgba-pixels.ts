import type { ImageSeries } from '../../src/python/figure.ts';
import { colormap } from './colormap.ts';

/** The pixels of an image with four bytes each, as a canvas takes them. */
export function rgbaPixels(image: ImageSeries): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, channels, pixels, range } = image;
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  const colours = channels === 1 ? colormap(range?.colormap ?? 'gray') : null;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const own = colours?.[pixels[pixel] ?? 0] ?? pixels.subarray(pixel * channels, (pixel + 1) * channels);
    rgba.set(own, 4 * pixel);
  }
  return rgba;
}
