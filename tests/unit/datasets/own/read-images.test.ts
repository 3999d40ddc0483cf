import { describe, expect, test } from 'vitest';
import { readImages, type DecodePicture, type FoundFile } from '../../../../src/datasets/own/read-images.ts';

/** A file whose text says what the browser would make of it: its size, and its colour. */
function picture(path: string, text = '60x40 red'): FoundFile {
  return { path, file: new File([text], path.split('/').at(-1) ?? '') };
}

const colours: Readonly<Record<string, readonly number[]>> = { red: [200, 0, 0], grey: [90, 90, 90] };

const decode: DecodePicture = async (file, side) => {
  const [, width, height, colour = ''] = /^(\d+)x(\d+) (\w+)$/.exec(await file.text()) ?? [];
  if (width === undefined) throw new Error('No image.');
  const pixels = new Uint8ClampedArray(side * side * 4).map((_, index) => colours[colour]?.[index % 4] ?? 255);
  return { width: Number(width), height: Number(height), pixels };
};

const choices = { id: 3, side: null, channels: null, onProgress: () => undefined, decode } as const;
const folder = (...more: FoundFile[]) => [
  ...['a', 'b'].flatMap((name) => [1, 2, 3].map((number) => picture(`pets/${name}/${number}.png`))),
  ...more,
];

describe('a folder of images', () => {
  test('has its folders as classes, and the colours of the images', async () => {
    const { description, dataset, classCounts, notes } = await readImages(folder(), choices);
    expect(description).toMatchObject({ title: 'pets', width: 32, height: 32, channels: 3, classNames: ['a', 'b'] });
    expect(classCounts).toEqual([3, 3]);
    expect([dataset.train.count, dataset.test.count]).toEqual([4, 2]);
    expect(Array.from(dataset.test.images.subarray(0, 6))).toEqual([200, 0, 0, 200, 0, 0]);
    expect(notes).toEqual(['All images are resized from 60 × 40 to 32 × 32 pixels.']);
  });

  test('of small grey images is read as that, unless the reader chooses', async () => {
    const files = folder().map(({ path }) => picture(path, '28x28 grey'));
    const own = await readImages(files, choices);
    expect(own.description).toMatchObject({ width: 28, channels: 1 });
    expect(own.dataset.train.images[0]).toBe(90);
    expect(own.notes).toEqual([]);
    expect((await readImages(files, { ...choices, side: 32, channels: 3 })).description).toMatchObject({
      ...{ width: 32, channels: 3 },
    });
  });

  test('tells of other sizes, and of files that are no images', async () => {
    const others = ['notes.txt', 'x.pdf', 'y.pdf', 'z.pdf'].map((name) => picture(`pets/a/${name}`, 'text'));
    const { notes } = await readImages(folder(picture('pets/a/4.png', '9x9 red'), ...others), choices);
    expect(notes).toEqual([
      'The images have 2 sizes; all are resized to 32 × 32 pixels.',
      'Left out 4 files (notes.txt, x.pdf, y.pdf and 1 more): no images that this browser can read.',
    ]);
  });

  test('leaves out an image whose pixels would take all memory', async () => {
    // The head of a PNG of 30,000 x 30,000 pixels.
    const head = Uint8Array.from([
      137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 117, 48, 0, 0, 117, 48,
    ]);
    const huge = { path: 'pets/a/huge.png', file: new File([head], 'huge.png') };
    const { notes } = await readImages(folder(huge), choices);
    expect(notes.at(-1)).toBe('Left out 1 file (huge.png): larger than 40 MB or 50 million pixels.');
  });

  test('without folders has the beginnings of the names as classes', async () => {
    const files = ['cat.1.jpg', 'cat.2.jpg', 'dog_1.jpg', 'dog_2.jpg', '.DS_Store'].map((name) => picture(name));
    expect((await readImages(files, choices)).description).toMatchObject({
      ...{ title: 'Your images', classNames: ['cat', 'dog'] },
    });
  });

  test.each([
    ['nothing', [], 'There are no files in what you chose.'],
    ['no image', [picture('pets/a/1.txt', 'text')], 'None of the 1 files in pets is an image'],
    ['one class', [1, 2].map((n) => picture(`pets/a/a${n}.png`)), 'The folder pets has one class alone, “a”.'],
    ['a class of one image', folder(picture('pets/c/1.png')), 'A class has one image alone: “c”.'],
  ])('that has %s says so', async (_, files, message) => {
    await expect(readImages(files, choices)).rejects.toMatchObject({
      ...{ name: 'DatasetError', message: expect.stringContaining(message) as string },
      fix: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
  });
});
