/** From the bytes of a shard to uint8 images. */
import { DatasetError } from './dataset-error.ts';
import type { WebpShard } from './manifest.ts';

/** A decoded picture, as `ImageData` holds it. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** RGBA, 4 bytes a pixel, row by row. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

export type DecodeImage = (file: Blob) => Promise<DecodedImage>;

/** Decoders agree within rounding; a browser that disturbs pixels on purpose is much farther off. */
const CHANNEL_MEAN_TOLERANCE = 0.5;

/** Whether bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Decodes a picture with the browser's own decoder, in a page or a worker. */
export async function decodeImageInBrowser(file: Blob): Promise<DecodedImage> {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('There is no 2d canvas.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

/**
 * Cuts a picture of tiles into images.
 *
 * @returns uint8 [shard.count, height, width, 3].
 * @throws {DatasetError} when the browser cannot decode WebP, or hands out other pixels than those in the file.
 */
export async function decodeWebpGrid(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  shard: WebpShard,
  { width, height }: { readonly width: number; readonly height: number },
  decodeImage: DecodeImage,
): Promise<Uint8Array> {
  const picture = await decodeImage(new Blob([bytes], { type: 'image/webp' })).catch((error: unknown) => {
    const fix = 'Use a current browser, or choose MNIST or Fashion-MNIST, which are no pictures.';
    throw new DatasetError(url, `This browser cannot decode the picture ${url}.`, fix, { cause: error });
  });
  const images = cutTiles(picture, shard, width, height);
  const means = channelMeans(images);
  if (shard.channelMeans.every((mean, channel) => Math.abs(mean - (means[channel] ?? NaN)) < CHANNEL_MEAN_TOLERANCE)) {
    return images;
  }
  throw new DatasetError(
    url,
    `This browser hands out other pixels than those in ${url}, as guards against fingerprinting do.`,
    'Allow this site to read from a canvas, or choose MNIST or Fashion-MNIST, which are no pictures.',
  );
}

function cutTiles(picture: DecodedImage, { count, columns }: WebpShard, width: number, height: number): Uint8Array {
  const images = new Uint8Array(count * height * width * 3);
  let target = 0;
  for (let image = 0; image < count; image++) {
    const left = (image % columns) * width;
    const top = Math.floor(image / columns) * height;
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) {
        const source = (y * picture.width + x) * 4;
        images[target++] = picture.data[source] ?? 0;
        images[target++] = picture.data[source + 1] ?? 0;
        images[target++] = picture.data[source + 2] ?? 0;
      }
    }
  }
  return images;
}

function channelMeans(images: Uint8Array): number[] {
  const sums = [0, 0, 0];
  for (let index = 0; index < images.length; index++) sums[index % 3] = (sums[index % 3] ?? 0) + (images[index] ?? 0);
  return sums.map((sum) => sum / (images.length / 3));
}
