import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { loadDataset, type Dataset } from '../../src/datasets/load.ts';
import type { DatasetName } from '../../src/training/protocol.ts';

/** Images in a row of the still, and rows. */
export const STILL_SIDE = 5;

/** The first training images of a set, from the site's own files, while it is built. */
export function firstImages(dataset: DatasetName): Promise<Dataset> {
  const counts = { trainImages: STILL_SIDE ** 2, testImages: 0 };
  return loadDataset(dataset, counts, { baseUrl: '/data/', fetch: readPublicFile, decodeImage });
}

/** The first training images as one picture, rows of {@link STILL_SIDE} without any space between them. @returns a WebP */
export async function stillPicture(dataset: DatasetName): Promise<Buffer<ArrayBuffer>> {
  const { train, width, height, channels } = await firstImages(dataset);
  const [columns, rowBytes] = [STILL_SIDE, width * channels];
  const picture = new Uint8Array(train.images.length);
  for (let row = 0; row < train.count * height; row += 1) {
    const image = Math.floor(row / height);
    const line = Math.floor(image / columns) * height + (row % height);
    const target = (line * columns + (image % columns)) * rowBytes;
    picture.set(train.images.subarray(row * rowBytes, (row + 1) * rowBytes), target);
  }
  const raw = {
    width: columns * width,
    height: columns * height,
    channels: channels === 1 ? (1 as const) : (3 as const),
  };
  return Buffer.from(await sharp(picture, { raw }).webp({ lossless: true }).toBuffer());
}

async function readPublicFile(address: string): Promise<Response> {
  const { pathname } = new URL(address, 'file:///');
  return new Response(await readFile(path.join(process.cwd(), 'public', pathname)));
}

async function decodeImage(file: Blob) {
  const image = sharp(await file.arrayBuffer())
    .ensureAlpha()
    .raw();
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
