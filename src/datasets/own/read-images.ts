import { imageDimensionsFromData } from 'image-dimensions';
import { DatasetError } from '../dataset-error.ts';
import type { ImageSet } from '../load.ts';
import { ClassCollector, tooManyClasses } from './class-labels.ts';
import type { OwnData } from './own-data.ts';
import { splitRows } from './split.ts';

/** A file and where it lies: `animals/cat/1.png`. */
export interface FoundFile {
  readonly path: string;
  readonly file: File;
}

/** Sides of the images that a network reads, in pixels. */
export type ImageSide = 28 | 32;

/** How a reader wants images to be read; null leaves a choice to what the images are. */
export interface ImageOptions {
  readonly id: number;
  readonly side: ImageSide | null;
  readonly channels: 1 | 3 | null;
  /** Called with a share of the images, 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** The size of a picture, and its pixels in a size. */
  readonly decode?: DecodePicture;
}

/** A decoded picture: RGBA of the size asked for, and the size that it had. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
}

export type DecodePicture = (file: File, side: number) => Promise<DecodedPicture>;

/** 64 MB in the largest format. */
const MOST_IMAGES = 20_000;
const MOST_FILE_BYTES = 40_000_000;
/** A decoded pixel takes four bytes, whatever a file of one colour takes. */
const MOST_PIXELS = 50_000_000;
/** Images that are looked at to find size and colours. */
const LOOKED_AT = 20;
/** Lossy formats leave a grey image not quite grey. */
const GREY_TOLERANCE = 12;
const NAMED = 3;

/**
 * Reads images whose classes are the folders that they lie in, each resized to a square. Where all lie in one folder, the
 * beginnings of their names are the classes.
 *
 * Files that are no images, or too large, are left out and named.
 *
 * @throws {DatasetError} when fewer than two classes of two images are left.
 */
export async function readImages(found: readonly FoundFile[], options: ImageOptions): Promise<OwnData> {
  const { decode = decodePicture } = options;
  const { folder, files } = classFolders(found);
  const reader = new ImageReader(folder, decode, await chooseFormat(files, options, decode));
  for (const [index, file] of files.entries()) {
    await reader.read(file);
    options.onProgress((index + 1) / files.length);
  }
  return reader.ownData(options.id, files.length);
}

interface ClassFile {
  readonly className: string;
  readonly file: File;
}

/** Files with their classes, in the order of their paths: the folders that they lie in, or how their names begin. */
function classFolders(found: readonly FoundFile[]): { readonly folder: string; readonly files: readonly ClassFile[] } {
  // What an operating system leaves in a folder is none of the reader's.
  const visible = found.filter(
    ({ path }) => !path.split('/').some((name) => name.startsWith('.') || name === 'Thumbs.db'),
  );
  const sorted = visible.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const folder = sorted[0]?.path.includes('/') ? (sorted[0].path.split('/')[0] ?? '') : 'Your images';
  if (sorted.length === 0) {
    const fix = 'Choose a folder that holds a folder of images for each class.';
    throw new DatasetError(folder, 'There are no files in what you chose.', fix);
  }
  if (sorted.length > MOST_IMAGES) {
    const fact = `${folder} has ${sorted.length.toLocaleString('en')} files; at most ${MOST_IMAGES.toLocaleString('en')} images are read here.`;
    throw new DatasetError(folder, fact, 'Choose a folder with fewer images of each class.');
  }
  const parents = new Set(sorted.map(({ path }) => parentOf(path)));
  const className = ({ path, file }: FoundFile) =>
    parents.size > 1 ? (parentOf(path).split('/').at(-1) ?? '') : beginningOf(file.name);
  return { folder, files: sorted.map((each) => ({ className: className(each), file: each.file })) };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The class of a file that lies with those of all other classes: "cat" of `cat_12.png` and of `cat.12.jpg`. */
function beginningOf(name: string): string {
  return (/^[^\d._-]*/.exec(name)?.[0] ?? '').trim();
}

interface ImageFormat {
  readonly side: ImageSide;
  readonly channels: 1 | 3;
}

async function chooseFormat(
  files: readonly ClassFile[],
  { side, channels }: ImageOptions,
  decode: DecodePicture,
): Promise<ImageFormat> {
  if (side && channels) return { side, channels };
  const step = Math.max(1, Math.floor(files.length / LOOKED_AT));
  const pictures: DecodedPicture[] = [];
  for (let index = 0; index < files.length; index += step) {
    const file = files[index]?.file;
    const picture = file && (await decodeOrNull(file, 32, decode));
    if (typeof picture === 'object') pictures.push(picture);
  }
  const isGrey = pictures.every(({ pixels }) => isGreyPicture(pixels));
  const isSmall = pictures.length > 0 && pictures.every(({ width, height }) => width === 28 && height === 28);
  return { side: side ?? (isSmall ? 28 : 32), channels: channels ?? (isGrey ? 1 : 3) };
}

function isGreyPicture(pixels: Uint8ClampedArray): boolean {
  for (let index = 0; index < pixels.length; index += 4) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(index, index + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > GREY_TOLERANCE) return false;
  }
  return true;
}

/** Collects images one after the other. */
class ImageReader {
  readonly #folder: string;
  readonly #decode: DecodePicture;
  readonly #format: ImageFormat;
  readonly #classes = new ClassCollector();
  readonly #images: Uint8Array[] = [];
  readonly #sizes = new Set<string>();
  readonly #unreadable: string[] = [];
  readonly #tooLarge: string[] = [];

  constructor(folder: string, decode: DecodePicture, format: ImageFormat) {
    this.#folder = folder;
    this.#decode = decode;
    this.#format = format;
  }

  async read({ className, file }: ClassFile): Promise<void> {
    const picture = await decodeOrNull(file, this.#format.side, this.#decode);
    if (picture === 'unreadable') this.#unreadable.push(file.name);
    else if (picture === 'tooLarge') this.#tooLarge.push(file.name);
    else {
      if (!this.#classes.add(className)) throw tooManyClasses(this.#folder, `the folder ${this.#folder}`);
      this.#sizes.add(`${picture.width} × ${picture.height}`);
      this.#images.push(toChannels(picture.pixels, this.#format.channels));
    }
  }

  ownData(id: number, fileCount: number): OwnData {
    if (this.#images.length === 0) {
      const fact = `None of the ${fileCount.toLocaleString('en')} files in ${this.#folder} is an image that this browser can read.`;
      throw new DatasetError(this.#folder, fact, 'Choose PNG, JPEG or WebP files.');
    }
    const { side, channels } = this.#format;
    const { classNames, labels, counts } = this.#classes.labels(this.#folder, 'image', `the folder ${this.#folder}`);
    const split = splitRows(labels, classNames.length);
    const part = (rows: Uint32Array): ImageSet => {
      const images = new Uint8Array(rows.length * side * side * channels);
      rows.forEach((row, i) => images.set(this.#images[row] ?? [], i * side * side * channels));
      return { images, labels: Uint8Array.from(rows, (row) => labels[row] ?? 0), count: rows.length };
    };
    const dataset = {
      train: part(split.train),
      test: part(split.test),
      height: side,
      width: side,
      channels,
      classNames,
    };
    return {
      description: {
        id,
        title: this.#folder,
        width: side,
        height: side,
        channels,
        classNames,
        fullTrainImages: split.train.length,
        fullTestImages: split.test.length,
        source: { type: 'images', folder: this.#folder },
      },
      dataset,
      classCounts: counts,
      notes: this.#notes(),
      table: null,
    };
  }

  #notes(): string[] {
    const { side } = this.#format;
    const notes: string[] = [];
    const [size = ''] = this.#sizes;
    const target = `${side} × ${side}`;
    if (this.#sizes.size > 1)
      notes.push(`The images have ${this.#sizes.size} sizes; all are resized to ${target} pixels.`);
    else if (size !== target) notes.push(`All images are resized from ${size} to ${target} pixels.`);
    if (this.#unreadable.length > 0) notes.push(`${leftOut(this.#unreadable)}: no images that this browser can read.`);
    if (this.#tooLarge.length > 0) {
      const limits = `${MOST_FILE_BYTES / 1e6} MB or ${MOST_PIXELS / 1e6} million pixels`;
      notes.push(`${leftOut(this.#tooLarge)}: larger than ${limits}.`);
    }
    return notes;
  }
}

/** "Left out 5 files (a.txt, b.txt, c.txt and 2 more)" */
function leftOut(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
  return `Left out ${names.length} ${names.length === 1 ? 'file' : 'files'} (${names.slice(0, NAMED).join(', ')}${more})`;
}

async function decodeOrNull(
  file: File,
  side: number,
  decode: DecodePicture,
): Promise<DecodedPicture | 'unreadable' | 'tooLarge'> {
  if (file.size > MOST_FILE_BYTES) return 'tooLarge';
  const size = imageDimensionsFromData(new Uint8Array(await file.arrayBuffer()));
  if (size && size.width * size.height > MOST_PIXELS) return 'tooLarge';
  try {
    return await decode(file, side);
  } catch {
    return 'unreadable';
  }
}

/** Grey is the brightness that PyTorch's transforms and Pillow use: 0.299 red, 0.587 green, 0.114 blue. */
function toChannels(pixels: Uint8ClampedArray, channels: 1 | 3): Uint8Array {
  const count = pixels.length / 4;
  const image = new Uint8Array(count * channels);
  for (let pixel = 0; pixel < count; pixel++) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(pixel * 4, pixel * 4 + 3);
    if (channels === 1) image[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else image.set([red, green, blue], pixel * 3);
  }
  return image;
}

/** Decodes with the browser's own decoder and resizes on its canvas; what is clear is drawn on white. */
async function decodePicture(file: File, side: number): Promise<DecodedPicture> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  try {
    const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('There is no 2d canvas.');
    context.fillStyle = 'white';
    context.fillRect(0, 0, side, side);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, side, side);
    return { width, height, pixels: context.getImageData(0, 0, side, side).data };
  } finally {
    bitmap.close();
  }
}
