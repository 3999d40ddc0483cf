/** Pictures of any size and colour as the images that a network reads. */
import type { ChosenImage } from '../../../src/training/protocol.ts';

/** What a network reads: the size and colours of its data set. */
export interface ImageFormat {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for red, green and blue. */
  readonly channels: number;
}

/** RGBA, 4 bytes a pixel, row by row. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
}

/** Takes the colours, or the brightness, of a picture of the right size. */
export function toNetworkImage({ width, height, pixels }: Picture, { channels }: ImageFormat): ChosenImage {
  const bytes = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(4 * pixel, 4 * pixel + 3);
    if (channels === 1) bytes[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else bytes.set([red, green, blue], 3 * pixel);
  }
  return { width, height, channels, pixels: bytes };
}

/** The image as a picture again, to be shown. */
export function toPicture({ width, height, channels, pixels }: ChosenImage): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      rgba[4 * pixel + colour] = pixels[channels === 1 ? pixel : pixel * channels + colour] ?? 0;
    }
  }
  return rgba;
}

/** Whether the border of a grey image is brighter than half: dark ink on paper, where these data sets have light on dark. */
export function isOnLightGround({ width, height, pixels }: ChosenImage): boolean {
  const border = Array.from(pixels).filter((_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  return border.reduce((sum, value) => sum + value, 0) / border.length > 127;
}

export function inverted(image: ChosenImage): ChosenImage {
  return { ...image, pixels: image.pixels.map((value) => 255 - value) };
}

/** A rectangle of a picture, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Fainter than any stroke of the pen. */
const FAINTEST_INK = 20;

/** The smallest rectangle around all that is drawn in white on black; null of an empty picture. */
export function inkBox({ width, height, pixels }: Picture): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((pixels[4 * (y * width + x)] ?? 0) < FAINTEST_INK) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** How far the middle of the ink lies from the middle of a grey image, in whole pixels: [right, down]. */
export function inkOffset({ width, height, pixels }: ChosenImage): readonly [number, number] {
  let [mass, x, y] = [0, 0, 0];
  pixels.forEach((value, pixel) => {
    mass += value;
    x += value * (pixel % width);
    y += value * Math.floor(pixel / width);
  });
  if (mass === 0) return [0, 0];
  return [Math.round(x / mass - (width - 1) / 2), Math.round(y / mass - (height - 1) / 2)];
}

/** Moves a grey image; what comes in is black. */
export function moved(image: ChosenImage, right: number, down: number): ChosenImage {
  const { width, height, pixels } = image;
  const result = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = [x - right, y - down];
      const isInside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
      result[y * width + x] = isInside ? (pixels[fromY * width + fromX] ?? 0) : 0;
    }
  }
  return { ...image, pixels: result };
}
