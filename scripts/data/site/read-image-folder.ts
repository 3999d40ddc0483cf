import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { ClassCollector } from '../../../src/datasets/own/class-labels.ts';
import { splitRows } from '../../../src/datasets/own/split.ts';
import type { ImageSet } from '../../../src/datasets/load.ts';
import { refuse, type DataProblem } from './data-problem.ts';
import type { SetFile } from './read-set-file.ts';
import type { SiteExamples } from './site-examples.ts';

export const IMAGE_FOLDER = 'images';

/** As in a reader's own data: labels are bytes, and a tab has to hold all pixels. */
const MOST_CLASSES = 256;
const MOST_IMAGES = 20_000;
const MOST_BYTES = 64_000_000;
/** Of one file. A decoded pixel takes four bytes, whatever a file of one colour takes. */
const MOST_FILE_BYTES = 40_000_000;
const MOST_PIXELS = 50_000_000;
const AT_ONCE = 16;

const IMAGE_FILE = /\.(png|jpe?g|webp)$/i;
const FORMATS = new Set<string | undefined>(['png', 'jpeg', 'webp']);
/** What operating systems leave in folders. */
const LEFT_BY_SYSTEM = /^(\.|Thumbs\.db$|desktop\.ini$)/;

interface ClassImage {
  readonly className: string;
  /** Below the folder of images, with slashes. */
  readonly path: string;
}

/**
 * Reads `images/CLASS/*`: every image turned as its camera says, drawn on white and stretched to the size that the
 * description asks for, whatever shape it had.
 *
 * @param name of the folder of the set, as messages call it.
 * @throws {BuildError} that names every file at fault.
 */
export async function readImageFolder(folder: string, name: string, setFile: SetFile): Promise<SiteExamples> {
  const { size, channels } = requireFormat(setFile);
  const [height, width] = size;
  const root = join(folder, IMAGE_FOLDER);
  const rootName = `${name}/${IMAGE_FOLDER}`;
  const found = await findImages(root, rootName);
  requireRoom(found.length, height * width * channels, rootName);
  const images = await Promise.all(
    inLanes(found, (each) => readImage(root, rootName, each, { height, width, channels })),
  );
  refuse(images.flatMap((image) => ('problem' in image ? [image.problem] : [])));
  const classes = new ClassCollector();
  for (const { className } of found) classes.add(className);
  const { classNames, labels } = classes.labels(rootName, 'image', rootName);
  const split = splitRows(labels, classNames.length);
  const read = images.flatMap((image) => ('pixels' in image ? [image] : []));
  const part = (rows: Uint32Array): ImageSet => {
    const bytes = new Uint8Array(rows.length * height * width * channels);
    rows.forEach((row, i) => bytes.set(read[row]?.pixels ?? [], i * height * width * channels));
    return { images: bytes, labels: Uint8Array.from(rows, (row) => labels[row] ?? 0), count: rows.length };
  };
  const resized = read.filter((image) => image.height !== height || image.width !== width).length;
  const notes =
    resized > 0 ? [`${resized} of ${read.length} images are stretched to ${width} × ${height} pixels.`] : [];
  const source = { type: 'images', folder: IMAGE_FOLDER } as const;
  const [train, test] = [part(split.train), part(split.test)];
  return { height, width, channels, source, storedClassNames: classNames, train, test, notes };
}

function requireFormat({ size, channels, file }: SetFile): {
  readonly size: readonly [number, number];
  readonly channels: 1 | 3;
} {
  if (size && channels) return { size, channels };
  const missing = (fact: string, fix: string): DataProblem => ({ file, line: null, fact, fix });
  refuse([
    ...(size
      ? []
      : [missing('It names no size of the images.', 'Write “size: [32, 32]”: height and width in pixels.')]),
    ...(channels
      ? []
      : [missing('It names no channels.', 'Write “channels: 1” for grey or “channels: 3” for colour.')]),
  ]);
  throw new Error('One of them is missing.');
}

/** All images in the order of their paths, which is the order in which an exported program reads them. */
async function findImages(root: string, rootName: string): Promise<readonly ClassImage[]> {
  const entries = await listed(root);
  const problems: DataProblem[] = [];
  const found: ClassImage[] = [];
  const classes = entries.filter((entry) => entry.isDirectory());
  for (const entry of entries.filter((each) => !each.isDirectory())) {
    const fix = 'Move it into the folder of its class, or remove it.';
    problems.push({ file: `${rootName}/${entry.name}`, line: null, fact: 'It lies in no class.', fix });
  }
  for (const { name: className } of classes) {
    const files = await listed(join(root, className));
    if (files.length === 0) {
      const fix = 'Add images of this class, or remove the folder.';
      problems.push({ file: `${rootName}/${className}`, line: null, fact: 'There are no images in this class.', fix });
    }
    for (const file of files) {
      const path = `${className}/${file.name}`;
      const fact = file.isDirectory() ? 'A class has no folders in it.' : 'It is no PNG, JPEG or WebP file.';
      const fix = file.isDirectory() ? 'Move its images up into the class.' : 'Save it as one of these, or remove it.';
      if (file.isFile() && IMAGE_FILE.test(file.name)) found.push({ className, path });
      else problems.push({ file: `${rootName}/${path}`, line: null, fact, fix });
    }
  }
  if (classes.length < 2) {
    const fact = classes[0] ? `There is one class, “${classes[0].name}”.` : 'There are no classes.';
    problems.push({ file: rootName, line: null, fact, fix: 'Make a folder of images for each class, two or more.' });
  }
  if (classes.length > MOST_CLASSES) {
    const fact = `There are ${classes.length} classes; at most ${MOST_CLASSES} can be told apart here.`;
    problems.push({ file: rootName, line: null, fact, fix: 'Put classes together, or leave some out.' });
  }
  refuse(problems);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function listed(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(({ name }) => !LEFT_BY_SYSTEM.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function requireRoom(images: number, imageBytes: number, file: string): void {
  const number = (value: number) => value.toLocaleString('en');
  if (images > MOST_IMAGES) {
    const fact = `There are ${number(images)} images; at most ${number(MOST_IMAGES)} are read.`;
    refuse([{ file, line: null, fact, fix: 'Leave some of each class out.' }]);
  }
  if (images * imageBytes > MOST_BYTES) {
    const fact = `${number(images)} images of this size take ${Math.round((images * imageBytes) / 1e6)} MB; at most ${MOST_BYTES / 1e6} MB can be trained on.`;
    const fix = `Choose a smaller size, or at most ${number(Math.floor(MOST_BYTES / imageBytes))} images.`;
    refuse([{ file, line: null, fact, fix }]);
  }
}

/** A promise for each, of which so many are worked on at once. */
function inLanes<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result>[] {
  const started: Promise<Result>[] = [];
  for (const item of items) started.push((started.at(-AT_ONCE) ?? Promise.resolve()).then(() => work(item)));
  return started;
}

interface ImageFormat {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** The pixels of an image in its new size, and the size that it had; or why there are none. */
type ReadImage =
  { readonly pixels: Uint8Array; readonly height: number; readonly width: number } | { readonly problem: DataProblem };

async function readImage(
  root: string,
  rootName: string,
  { path }: ClassImage,
  format: ImageFormat,
): Promise<ReadImage> {
  const file = join(root, path);
  const problem = (fact: string, fix: string) => ({ problem: { file: `${rootName}/${path}`, line: null, fact, fix } });
  if ((await stat(file)).size > MOST_FILE_BYTES) {
    return problem(`It has more than ${MOST_FILE_BYTES / 1e6} MB.`, 'Save it smaller.');
  }
  try {
    const image = sharp(await readFile(file), { limitInputPixels: MOST_PIXELS });
    const { format: fileFormat, autoOrient } = await image.metadata();
    if (!FORMATS.has(fileFormat)) {
      return problem(`Its content is ${fileFormat}, whatever its name says.`, 'Save it as PNG, JPEG or WebP.');
    }
    if (autoOrient.width * autoOrient.height > MOST_PIXELS) return problem(...tooManyPixels);
    return { pixels: await pixelsOf(image, format), height: autoOrient.height, width: autoOrient.width };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    if (reason?.includes('pixel limit')) return problem(...tooManyPixels);
    return problem(`It cannot be read as an image: ${reason}.`, 'Open it in an image program and save it again.');
  }
}

const tooManyPixels = [`It has more than ${MOST_PIXELS / 1e6} million pixels.`, 'Save it smaller.'] as const;

async function pixelsOf(image: Sharp, { height, width, channels }: ImageFormat): Promise<Uint8Array> {
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .resize(width, height, { fit: 'fill' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const pixels = new Uint8Array(height * width * channels);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const colour = (place: number) => data[pixel * info.channels + (info.channels < 3 ? 0 : place)] ?? 0;
    const [red, green, blue] = [colour(0), colour(1), colour(2)];
    // The brightness that Pillow and PyTorch's transforms use.
    if (channels === 1) pixels[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else pixels.set([red, green, blue], pixel * 3);
  }
  return pixels;
}
