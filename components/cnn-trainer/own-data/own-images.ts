import type { OwnData } from '../../../src/datasets/own/own-data.ts';
import type { LabelledImage } from '../../../src/training/protocol.ts';

/** Training images of the reader's own, from `offset` on, again from the start after the last. A row of features is a line. */
export function ownImages({ dataset }: OwnData, count: number, offset: number): LabelledImage[] {
  const { train, width, height, channels } = dataset;
  return Array.from({ length: Math.min(count, train.count) }, (_, i) => {
    const index = (offset + i) % train.count;
    const size = width * height * channels;
    const stored = train.images.subarray(index * size, (index + 1) * size);
    const light = stored instanceof Float32Array ? 255 : 1;
    const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let colour = 0; colour < 3; colour++) {
        pixels[pixel * 4 + colour] = (stored[channels === 1 ? pixel : pixel * channels + colour] ?? 0) * light;
      }
    }
    return { width, height, label: train.labels[index] ?? 0, pixels };
  });
}
