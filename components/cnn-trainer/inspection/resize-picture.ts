/** Pictures of the reader's, drawn or opened, in the size of a data set. */
import type { ChosenImage, DatasetChoice } from '../../../src/training/protocol.ts';
import {
  inkBox,
  inkOffset,
  inverted,
  isOnLightGround,
  moved,
  toNetworkImage,
  type Box,
  type ImageFormat,
} from './network-image.ts';

/** An image that a network can read, and what was done to make it one. */
export interface ReadyImage {
  readonly image: ChosenImage;
  /** For the reader, in a sentence or two. */
  readonly note: string;
}

/** A file that cannot be read as an image; `message` is for the reader. */
export class PictureError extends Error {}

/** Larger files are no pictures for 32 x 32 pixels, and could take all memory. */
const MOST_FILE_BYTES = 40_000_000;
/** Digits of MNIST fill a square of 20 pixels in the middle of their 28. */
const DIGIT_PIXELS = 20;

/**
 * A picture from a file: its middle square, resized; grey, light on dark, where the data set is.
 *
 * @throws {PictureError} when the browser cannot read it.
 */
export async function readPicture(file: File, format: ImageFormat): Promise<ReadyImage> {
  if (file.size > MOST_FILE_BYTES) throw new PictureError(`${file.name} is larger than 40 MB. Choose a smaller image.`);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new PictureError(`${file.name} is no image that this browser can read. Choose a PNG, JPEG or WebP file.`);
  }
  const { width, height } = bitmap;
  const side = Math.min(width, height);
  const square = { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
  const image = resized(bitmap, square, { x: 0, y: 0, width: format.width, height: format.height }, format);
  bitmap.close();
  const isFitting = width === format.width && height === format.height;
  const notes = [
    isFitting
      ? `${file.name}, ${width} × ${height} pixels.`
      : `${file.name}: resized from ${width} × ${height} to ${format.width} × ${format.height} pixels.`,
    ...(width === height ? [] : [`Only its middle square of ${side} pixels is used.`]),
    ...(format.channels === 1 ? ['Only its brightness is used.'] : []),
  ];
  const mustInvert = format.channels === 1 && isOnLightGround(image);
  if (mustInvert) notes.push('Inverted, because this data set is light on dark.');
  return { image: mustInvert ? inverted(image) : image, note: notes.join(' ') };
}

/** What is drawn on the pad; null while it is empty. A digit is scaled and centred as those of MNIST are. */
export function readDrawing(pad: HTMLCanvasElement, dataset: DatasetChoice, format: ImageFormat): ReadyImage | null {
  const context = pad.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const { width, height } = pad;
  const ink = inkBox({ width, height, pixels: context.getImageData(0, 0, width, height).data });
  if (!ink) return null;
  if (dataset !== 'mnist') {
    const whole = { x: 0, y: 0, width, height };
    const image = resized(pad, whole, { x: 0, y: 0, width: format.width, height: format.height }, format);
    return {
      image,
      note: `Your drawing, resized from ${width} × ${height} to ${format.width} × ${format.height} pixels.`,
    };
  }
  const scale = DIGIT_PIXELS / Math.max(ink.width, ink.height);
  const [inkWidth, inkHeight] = [ink.width * scale, ink.height * scale];
  const place = {
    x: (format.width - inkWidth) / 2,
    y: (format.height - inkHeight) / 2,
    width: inkWidth,
    height: inkHeight,
  };
  const image = resized(pad, ink, place, format);
  const [right, down] = inkOffset(image);
  const note = 'Your drawing, scaled to 20 pixels and centred in 28 × 28, as the digits of MNIST are.';
  return { image: moved(image, -right, -down), note };
}

function resized(source: CanvasImageSource, from: Box, to: Box, format: ImageFormat): ChosenImage {
  const { width, height } = format;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new PictureError('This browser gives no canvas to resize images on.');
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
  return toNetworkImage({ width, height, pixels: context.getImageData(0, 0, width, height).data }, format);
}
