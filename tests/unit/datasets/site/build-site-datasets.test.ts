import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { BuildError } from '../../../../scripts/data/build-error.ts';
import { buildOutdated, buildSiteDataset } from '../../../../scripts/data/site/build-site-datasets.ts';
import { siteManifestSchema } from '../../../../src/datasets/site/site-manifest.ts';
import { openCsv, ownFile } from '../../support/own-files.ts';
import {
  imageSetFile,
  shapePixels,
  shapePng,
  shapesSet,
  tableSetFile,
  temporarySite,
  writeSet,
  type SetFiles,
} from '../../support/site-set.ts';

const site = temporarySite();
const png = await shapePng(true, 1);
/** 81 million pixels of one colour. */
const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#000' } })
  .png({ compressionLevel: 9 })
  .toBuffer();

async function built(name: string) {
  const folder = join(site.built, name);
  const manifest = siteManifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const part = async (of: 'train' | 'test') => {
    const shards = await Promise.all(manifest[of].shards.map(({ path }) => readFile(join(folder, path))));
    const labels = await readFile(join(folder, manifest[of].labels.path));
    return { bytes: Buffer.concat(shards.map((shard) => gunzipSync(shard))), labels };
  };
  return { manifest, train: await part('train'), test: await part('test') };
}

async function fingerprint(name: string): Promise<Record<string, string>> {
  const files = (await readdir(join(site.built, name))).sort();
  const digests = files.map(async (file) => {
    const bytes = await readFile(join(site.built, name, file));
    return [file, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

describe('a folder of images', () => {
  test('becomes shards with a manifest, the same bytes each time', async () => {
    await writeSet(site, 'shapes', await shapesSet(10));
    expect(await buildSiteDataset(site, 'shapes')).toBe(
      'shapes: 16 + 4 images of 16 × 12 pixels, grey, 2 classes, 0.0 MB.',
    );
    const first = await fingerprint('shapes');
    await buildSiteDataset(site, 'shapes');
    expect(await fingerprint('shapes')).toEqual(first);
    const { manifest, train, test: held } = await built('shapes');
    expect(manifest.dataset).toEqual({
      name: 'shapes',
      title: 'Drawn shapes',
      licence: 'CC0-1.0',
      credit: 'https://example.org/shapes',
      summary: '',
      width: 16,
      height: 12,
      channels: 1,
      classNames: ['block', 'frame'],
      storedClassNames: ['block', 'frame'],
      fullTrainImages: 16,
      fullTestImages: 4,
      source: { type: 'images', folder: 'images' },
    });
    // Each image is once in one of the parts, with the class of its folder.
    const all = Buffer.concat([train.bytes, held.bytes]);
    const labels = [...train.labels, ...held.labels];
    const found = labels.map(
      (label, index) => `${label} ${all.subarray(index * 192, (index + 1) * 192).toString('hex')}`,
    );
    const drawn = [false, true].flatMap((isFrame) =>
      Array.from(
        { length: 10 },
        (_, seed) => `${Number(isFrame)} ${Buffer.from(shapePixels(isFrame, seed)).toString('hex')}`,
      ),
    );
    expect(found.sort()).toEqual(drawn.sort());
    expect([...held.labels].sort()).toEqual([0, 0, 1, 1]);
  });

  test('takes PNG, JPEG and WebP in any size and colour, with names of any script', async () => {
    const picture = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#c04010' } });
    await writeSet(site, 'mixed', {
      'data-set.yaml': imageSetFile('classNames:', '  собака: dog', 'description: "Two animals: all of one colour."')
        .replace('channels: 1', 'channels: 3')
        .replaceAll('\n', '\r\n')
        .replace(/^/, '\uFEFF'),
      'images/собака/1.JPG': await picture(40, 20).jpeg().toBuffer(),
      'images/собака/2.webp': await picture(16, 12).webp({ lossless: true }).toBuffer(),
      'images/猫/あ.png': await picture(7, 90).png().toBuffer(),
      // Half clear: drawn on white.
      'images/猫/い.png': await sharp({
        create: { width: 4, height: 4, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
      })
        .png()
        .toBuffer(),
      'images/.DS_Store': 'left by a system',
      'images/猫/Thumbs.db': 'left by a system',
    });
    expect(await buildSiteDataset(site, 'mixed')).toContain('3 of 4 images are stretched to 16 × 12 pixels.');
    const { manifest, train, test: held } = await built('mixed');
    expect(manifest.dataset).toMatchObject({
      channels: 3,
      classNames: ['dog', '猫'],
      storedClassNames: ['собака', '猫'],
      summary: 'Two animals: all of one colour.',
    });
    const [width, height, channels] = [16, 12, 3];
    const colours = new Set<string>();
    const all = Buffer.concat([train.bytes, held.bytes]);
    expect(all).toHaveLength(4 * width * height * channels);
    for (let pixel = 0; pixel < all.length; pixel += 3) colours.add(all.subarray(pixel, pixel + 3).toString('hex'));
    const [near, others] = [[...colours].filter((colour) => /^(bf|c0|c1|c2)/.test(colour)), [...colours]];
    expect(others.filter((colour) => !near.includes(colour))).toEqual(['ffffff']);
  });

  test('is turned as its camera says', async () => {
    const raw = { width: 2, height: 1, channels: 1 } as const;
    const turned = await sharp(Uint8Array.of(0, 255), { raw })
      .resize(32, 16, { kernel: 'nearest' })
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const files: SetFiles = {
      'data-set.yaml': imageSetFile().replace('[12, 16]', '[32, 16]'),
      'images/a/1.png': turned,
      'images/a/2.png': turned,
      'images/b/1.png': turned,
      'images/b/2.png': turned,
    };
    await writeSet(site, 'turned', files);
    await buildSiteDataset(site, 'turned');
    const { train } = await built('turned');
    // Dark was left: a quarter to the right it is above.
    expect([train.bytes[0], train.bytes[15], train.bytes[31 * 16], train.bytes[31 * 16 + 15]]).toEqual([
      0, 0, 255, 255,
    ]);
  });
});

describe('a table', () => {
  test('becomes features, as the page reads the same file', async () => {
    const csv = ownFile('flowers.csv');
    await writeSet(site, 'flowers', { 'data-set.yaml': tableSetFile('species'), 'rows.csv': csv });
    expect(await buildSiteDataset(site, 'flowers')).toBe(
      'flowers: 120 + 30 rows of 4 features, 3 classes, 0.0 MB. Left out, because row numbers tell nothing: “Id”.',
    );
    const { manifest, train } = await built('flowers');
    const { dataset } = await openCsv('flowers.csv');
    expect(manifest.dataset.source).toMatchObject({
      type: 'csv',
      fileName: 'rows.csv',
      delimiter: ';',
      labelColumn: 5,
    });
    expect(new Float32Array(Uint8Array.from(train.bytes).buffer)).toEqual(dataset.train.images);
    expect([...train.labels]).toEqual([...dataset.train.labels]);
  });

  test('of pixels becomes images; a column without a name is told by its number', async () => {
    await writeSet(site, 'bars', { 'data-set.yaml': tableSetFile('1'), 'rows.csv': ownFile('bars.csv') });
    await buildSiteDataset(site, 'bars');
    expect((await built('bars')).manifest.dataset).toMatchObject({ width: 8, height: 8, channels: 1 });
  });
});

test('only what has changed is built anew, and what is gone is removed', async () => {
  const folders = temporarySite();
  const told: string[] = [];
  const build = async () => {
    told.length = 0;
    await buildOutdated(folders, (line) => told.push(line.replace(/:.*/, '')));
    return told;
  };
  expect(await build()).toEqual([]);
  await writeSet(folders, 'one', await shapesSet(2));
  await writeSet(folders, 'two', await shapesSet(3));
  expect(await build()).toEqual(['one', 'two']);
  expect(await build()).toEqual([]);
  await writeFile(join(folders.content, 'two/images/block/000.png'), await shapePng(true, 5));
  expect(await build()).toEqual(['two']);
  await writeFile(join(folders.built, 'one/manifest.json'), '{');
  expect(await build()).toEqual(['one']);
  await rm(join(folders.content, 'one'), { recursive: true });
  expect(await build()).toEqual([]);
  expect(await readdir(folders.built)).toEqual(['two']);
});

describe('tells what is wrong, and where:', () => {
  const goodImages = { 'images/a/1.png': png, 'images/a/2.png': png, 'images/b/1.png': png, 'images/b/2.png': png };
  const images = (more: SetFiles, without: readonly string[] = []): SetFiles => ({
    'data-set.yaml': imageSetFile(),
    ...Object.fromEntries(
      Object.entries(goodImages).filter(([path]) => !without.some((start) => path.startsWith(start))),
    ),
    ...more,
  });
  const table = (rows: readonly string[], setFile = tableSetFile()): SetFiles => ({
    'data-set.yaml': setFile,
    'rows.csv': rows.join('\n'),
  });
  const goodRows = ['width,height,shape', '1,2,block', '2,3,block', '5,6,frame', '6,7,frame'];
  test.each<[string, SetFiles, string]>([
    ['no description', { 'rows.csv': 'a' }, 'data-set.yaml There is no such file. Write it'],
    ['an empty one', images({ 'data-set.yaml': '' }), 'data-set.yaml:1 It holds no fields. Write “title:”'],
    [
      'no licence',
      images({ 'data-set.yaml': imageSetFile().replace(/licence.*\n/, '') }),
      'data-set.yaml It names no licence. Write “licence:” and an SPDX identifier',
    ],
    [
      'an empty licence',
      images({ 'data-set.yaml': imageSetFile().replace(/licence.*\n/, 'licence:\n') }),
      'data-set.yaml:2 It names no licence.',
    ],
    [
      'no source',
      images({ 'data-set.yaml': imageSetFile().replace(/source.*\n/, '') }),
      'data-set.yaml It names no source. Write “source:” and an address',
    ],
    [
      'an unknown field',
      images({ 'data-set.yaml': imageSetFile('license: MIT') }),
      'data-set.yaml:6 There is no field “license”. Remove it, or mend its spelling: there are title, licence',
    ],
    [
      'a field that is not right',
      images({ 'data-set.yaml': imageSetFile().replace('[12, 16]', 'small') }),
      'data-set.yaml:4 “size” is not right. Write “size: [32, 32]”',
    ],
    [
      'a size that is too large',
      images({ 'data-set.yaml': imageSetFile().replace('[12, 16]', '[12, 4000]') }),
      'data-set.yaml:4 “size” is not right. Write “size: [32, 32]”: height and width in pixels, each from 8 to 128',
    ],
    [
      'a title with quotation marks',
      images({ 'data-set.yaml': imageSetFile().replace('Drawn shapes', `'"""'`) }),
      'data-set.yaml:1 “title” is not right.',
    ],
    [
      'a colon in a value',
      images({ 'data-set.yaml': imageSetFile('description: two: three') }),
      'data-set.yaml:6 It cannot be read: Nested mappings are not allowed in compact mappings. Write “name: value”, and put quotation marks',
    ],
    [
      'no size and no channels',
      images({ 'data-set.yaml': tableSetFile().replace(/\nlabelColumn.*/, '') }),
      'It names no size of the images. Write “size: [32, 32]”: height and width in pixels.\ncontent/data/set/data-set.yaml It names no channels.',
    ],
    [
      'a field of tables for images',
      images({ 'data-set.yaml': imageSetFile('labelColumn: a') }),
      'data-set.yaml:6 “labelColumn” says nothing of images. Remove it.',
    ],
    [
      'a class that is none',
      images({ 'data-set.yaml': imageSetFile('classNames: { a: A, c: C }') }),
      'data-set.yaml:6 “classNames” has “c”, which is no class. The classes are a, b.',
    ],
    ['no data', { 'data-set.yaml': imageSetFile() }, 'content/data/set It has no data. Add one of images/'],
    ['data of both kinds', images({ 'rows.csv': 'a' }), 'content/data/set It has images/ and rows.csv.'],
    [
      'one class',
      images({}, ['images/b']),
      'content/data/set/images There is one class, “a”. Make a folder of images for each class, two or more.',
    ],
    [
      'a class of one image',
      images({}, ['images/b/2']),
      'content/data/set A class has one image alone: “b”. Give each class two images',
    ],
    [
      'an empty class',
      images({ 'images/c/.gitkeep': '' }),
      'content/data/set/images/c There are no images in this class. Add images of this class, or remove the folder.',
    ],
    [
      'an image beside the classes',
      images({ 'images/3.png': png }),
      'content/data/set/images/3.png It lies in no class.',
    ],
    [
      'what is no image',
      images({ 'images/a/notes.txt': 'n' }),
      'images/a/notes.txt It is no PNG, JPEG or WebP file. Save it as one of these, or remove it.',
    ],
    ['a folder in a class', images({ 'images/a/deep/1.png': png }), 'images/a/deep A class has no folders in it.'],
    [
      'a damaged image',
      images({ 'images/a/3.png': png.subarray(0, png.length - 30) }),
      'images/a/3.png It cannot be read as an image:',
    ],
    [
      'another format by its content',
      images({ 'images/a/3.png': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' }),
      'images/a/3.png Its content is svg, whatever its name says. Save it as PNG, JPEG or WebP.',
    ],
    [
      'an image too large for memory',
      images({ 'images/a/3.png': bomb }),
      'images/a/3.png It has more than 50 million pixels. Save it smaller.',
    ],
    [
      'too many classes',
      images(Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`images/c${index}/1.png`, png]))),
      'content/data/set/images There are 259 classes; at most 256 can be told apart here.',
    ],
    [
      'no column named',
      table(goodRows, tableSetFile().replace(/\nlabelColumn.*/, '')),
      'data-set.yaml It does not say which column of rows.csv holds the classes. Write “labelColumn:”',
    ],
    [
      'a column that is missing',
      table(goodRows, tableSetFile('form')),
      'data-set.yaml:4 rows.csv has no column “form”. Name one of its columns: width, height, shape.',
    ],
    ['a column beyond the last', table(goodRows, tableSetFile('4')), 'data-set.yaml:4 rows.csv has no column 4.'],
    [
      'a field of images for a table',
      table(goodRows, tableSetFile('shape', 'size: [8, 8]')),
      'data-set.yaml:5 “size” says nothing of a table. Remove it.',
    ],
    [
      'rows of different length',
      table([...goodRows, '1,2']),
      'content/data/set/rows.csv Line 6 of rows.csv has 2 cells, the first line has 3. Give all lines as many cells.',
    ],
    [
      'what is no number',
      table([...goodRows, '1,wide,frame']),
      'content/data/set/rows.csv Line 6 of rows.csv has “wide” in the column “height”, where a number should stand.',
    ],
    [
      'rows of one class',
      table(goodRows.slice(0, 3)),
      'content/data/set/rows.csv The column “shape” has one class alone, “block”.',
    ],
  ])('%s', async (_, files, expected) => {
    await rm(join(site.content, 'set'), { recursive: true, force: true });
    await writeSet(site, 'set', files);
    const error = await buildSiteDataset(site, 'set').catch((reason: unknown) => reason);
    if (!(error instanceof BuildError)) expect.fail(`expected a BuildError, got ${String(error)}`);
    expect(error.message).toContain(expected);
    expect(error.message).toMatch(/^content\/data\/set/);
  });

  test.each(['School yard', 'mnist', 'own', 'Ähren', '-a'])('a folder called %s', async (name) => {
    await writeSet(site, name, table(goodRows));
    await expect(buildSiteDataset(site, name)).rejects.toThrow('Rename the folder: lower-case letters a to z');
    await rm(join(site.content, name), { recursive: true });
  });

  test('many at once, of which some are shown', async () => {
    const bad = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`images/a/x${index}.png`, 'no image']));
    await rm(join(site.content, 'set'), { recursive: true, force: true });
    await writeSet(site, 'set', images(bad));
    await expect(buildSiteDataset(site, 'set')).rejects.toThrow(/^(.*images\/a\/x.*\n){20}… and 5 more problems$/);
  });
});
