import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DatasetError } from '../../../src/datasets/dataset-error.ts';
import { loadDataset, type LoadProgress } from '../../../src/datasets/load.ts';
import { decodeWithSharp, publicData, respond, testSite, type Overrides } from './site.ts';

const few = { trainImages: 10, testImages: 10 };

/** The error that loading ends with on a site that answers so. */
async function failureOf(
  overrides: Overrides,
  name: 'mnist' | 'cifar10' = 'mnist',
  counts = few,
): Promise<DatasetError> {
  const outcome = await loadDataset(name, counts, testSite(overrides).options).catch((error: unknown) => error);
  if (!(outcome instanceof DatasetError)) expect.fail(`expected a DatasetError, got ${String(outcome)}`);
  return outcome;
}

describe('images', () => {
  test('of grey sets are the bytes of the shards, one after the other', async () => {
    const { options, requests } = testSite();
    const loaded = await loadDataset('mnist', { trainImages: 1_500, testImages: 20 }, options);
    const shards = await Promise.all(
      ['00', '01'].map((shard) => readFile(join(publicData, `mnist/train-images-${shard}.bin.gz`))),
    );
    const content = Buffer.concat(shards.map((shard) => gunzipSync(shard)));
    const labels = await readFile(join(publicData, 'mnist/train-labels.bin'));
    expect(loaded).toMatchObject({ height: 28, width: 28, channels: 1 });
    expect([loaded.train.count, loaded.test.count]).toEqual([1_500, 20]);
    expect(content.subarray(0, 1_500 * 784).equals(Uint8Array.from(loaded.train.images))).toBe(true);
    expect(labels.subarray(0, 1_500).equals(loaded.train.labels)).toBe(true);
    expect(requests.filter((path) => path.includes('images')).sort()).toEqual([
      '/data/mnist/test-images-00.bin.gz',
      '/data/mnist/train-images-00.bin.gz',
      '/data/mnist/train-images-01.bin.gz',
    ]);
  });

  test('of CIFAR-10 are the tiles of the picture, row by row, as RGB', async () => {
    const { options, requests } = testSite();
    const { train, test: testSet } = await loadDataset('cifar10', { trainImages: 42, testImages: 0 }, options);
    expect(train.images).toHaveLength(42 * 3_072);
    expect(testSet).toMatchObject({ count: 0, images: new Uint8Array() });
    expect(requests).toEqual([
      '/data/cifar10/manifest.json',
      '/data/cifar10/train-labels.bin',
      '/data/cifar10/train-images-00.webp',
    ]);
    const { data, width } = await decodeWithSharp(
      new Blob([await readFile(join(publicData, 'cifar10/train-images-00.webp'))]),
    );
    // Image 41 is the second tile of the second row of 40; its pixel at x 3, y 5.
    const pixel = ((32 + 5) * width + 32 + 3) * 4;
    const inImage = 41 * 3_072 + (5 * 32 + 3) * 3;
    expect([...train.images.subarray(inImage, inImage + 3)]).toEqual([...data.subarray(pixel, pixel + 3)]);
  });

  test('are the same where the host sends gzip as its transport, and the browser has inflated it', async () => {
    const inflated: Overrides = { '.bin.gz': (file) => respond(gunzipSync(file)) };
    const progress: LoadProgress[] = [];
    const options = { ...testSite(inflated).options, onProgress: (report: LoadProgress) => progress.push(report) };
    const loaded = await loadDataset('fashion-mnist', few, options);
    const plain = await loadDataset('fashion-mnist', few, testSite().options);
    expect(loaded).toEqual(plain);
    expect(progress.at(-1)?.loadedBytes).toBe(progress.at(-1)?.totalBytes);
  });
});

test('progress grows from chunk to chunk up to the sum of the file sizes', async () => {
  const progress: LoadProgress[] = [];
  const { options } = testSite();
  await loadDataset(
    'cifar10',
    { trainImages: 2_000, testImages: 500 },
    {
      ...options,
      onProgress: (report) => progress.push(report),
    },
  );
  const files = [
    'train-images-00.webp',
    'train-images-01.webp',
    'test-images-00.webp',
    'train-labels.bin',
    'test-labels.bin',
  ];
  const contents = await Promise.all(files.map((file) => readFile(join(publicData, 'cifar10', file))));
  const totalBytes = contents.reduce((total, { length }) => total + length, 0);
  expect(progress.length).toBeGreaterThan(20);
  expect(new Set(progress.map((report) => report.totalBytes))).toEqual(new Set([totalBytes]));
  expect(progress.map(({ loadedBytes }) => loadedBytes)).toEqual(
    progress.map(({ loadedBytes }) => loadedBytes).sort((a, b) => a - b),
  );
  expect(progress.at(-1)?.loadedBytes).toBe(totalBytes);
});

test('no cache can answer with an old file: the manifest is asked for anew, and names the versions of the others', async () => {
  const { options } = testSite();
  const asked: string[] = [];
  await loadDataset('mnist', few, {
    ...options,
    fetch: (url, init) => {
      asked.push(`${init.cache ?? ''} ${url}`);
      return options.fetch(url, init);
    },
  });
  const labels = createHash('sha256').update(await readFile(join(publicData, 'mnist/train-labels.bin')));
  expect(asked[0]).toBe('no-cache /data/mnist/manifest.json');
  expect(asked).toContain(`default /data/mnist/train-labels.bin?v=${labels.digest('hex').slice(0, 8)}`);
});

describe('a bad file is named, with what to do', () => {
  const shard = 'mnist/train-images-00.bin.gz';

  test('cut off', async () => {
    const error = await failureOf({ [shard]: (file) => respond(file.subarray(0, 1_000)) });
    expect(error.file).toBe(`/data/${shard}`);
    expect(error.message).toMatch(/mnist\/train-images-00\.bin\.gz is cut off: 1000 of \d{6} bytes arrived/);
    expect(error.fix).toContain('Reload the page');
  });

  test('cut off behind a transport that inflates', async () => {
    const error = await failureOf({ [shard]: (file) => respond(gunzipSync(file).subarray(0, 1_000)) });
    expect(error.message).toContain('is cut off: 1000 of 784000 bytes arrived');
  });

  test.each([shard, 'mnist/test-labels.bin'])('altered in one bit: %s', async (path) => {
    const error = await failureOf({
      [path]: (file) => {
        const altered = Uint8Array.from(file);
        altered[altered.length - 20] = (altered.at(-20) ?? 0) ^ 1;
        return respond(altered);
      },
    });
    expect(error).toMatchObject({ file: `/data/${path}`, message: expect.stringContaining('is altered') as string });
  });

  test('missing', async () => {
    const error = await failureOf({ [shard]: () => new Response('', { status: 404 }) });
    expect(error).toMatchObject({
      file: `/data/${shard}`,
      message: expect.stringContaining('missing on this site (status 404)') as string,
      fix: expect.stringContaining('npm run data') as string,
    });
  });

  test('refused', async () => {
    const error = await failureOf({ [shard]: () => new Response('', { status: 503 }) });
    expect(error.message).toContain('(status 503)');
  });

  test('without network', async () => {
    const error = await failureOf({ [shard]: () => Promise.reject(new TypeError('fetch failed')) });
    expect(error).toMatchObject({ message: `The data file /data/${shard} could not be loaded.` });
    expect(error.fix).toContain('connection');
  });

  test('network lost halfway', async () => {
    const error = await failureOf({
      [shard]: (file) => respond(file.subarray(0, 500), 500, new TypeError('network error')),
    });
    expect(error.message).toBe(`The data file /data/${shard} broke off after 500 bytes.`);
  });

  test('a manifest that is a page, incomplete, or of other data', async () => {
    const page = await failureOf({ 'manifest.json': () => new Response('<!doctype html>') });
    expect(page.message).toBe('The data file /data/mnist/manifest.json is not JSON.');
    const incomplete = await failureOf({ 'manifest.json': () => new Response('{"formatVersion":1}') });
    expect(incomplete.message).toMatch(/is not valid:[^]*train/);
    const fashion = await readFile(join(publicData, 'fashion-mnist/manifest.json'));
    const other = await failureOf({ 'manifest.json': () => respond(fashion) });
    expect(other.message).toContain('does not fit this version of Duet: dataset, classNames.');
  });

  test('a picture that the browser cannot decode, or disturbs', async () => {
    const { options } = testSite();
    const broken = { ...options, decodeImage: () => Promise.reject(new Error('no decoder')) };
    await expect(loadDataset('cifar10', few, broken)).rejects.toThrow(/cannot decode the picture .*\.webp/);
    const disturbed = {
      ...options,
      decodeImage: async (file: Blob) => {
        const picture = await decodeWithSharp(file);
        return { ...picture, data: picture.data.map((value) => Math.min(255, value + 1)) };
      },
    };
    await expect(loadDataset('cifar10', few, disturbed)).rejects.toThrow('other pixels');
  });
});

describe('more images than the compact set has', () => {
  const many = { trainImages: 60_000, testImages: 10_000 };

  test.each<[string, Overrides]>([
    ['a host that answers 404', { 'full/mnist/manifest.json': () => new Response('', { status: 404 }) }],
    ['a host that answers with a page', { 'full/mnist/manifest.json': () => new Response('<!doctype html>') }],
  ])('names the way out on %s', async (_, overrides) => {
    const error = await failureOf(overrides, 'mnist', many);
    expect(error.message).toBe(
      '60,000 training and 10,000 test images of MNIST were asked for; ' +
        'this site carries 10,000 training and 2,000 test images.',
    );
    expect(error.fix).toContain('Ask for at most 10,000 training and 2,000 test images');
    expect(error.fix).toContain('npm run data -- --full');
  });

  test('than the full set has', async () => {
    const error = await failureOf({}, 'cifar10', { trainImages: 60_000, testImages: 10_000 });
    expect(error.message).toContain('the whole set has 50,000 training and 10,000 test images');
  });

  test('come from the full set where the host has it', async () => {
    const { options, requests } = testSite(fullMnist(11));
    const { train } = await loadDataset('mnist', { trainImages: 10_500, testImages: 10 }, options);
    expect(train.images).toHaveLength(10_500 * 784);
    expect([train.images.at(10_000 * 784), train.labels.at(10_000)]).toEqual([7, 3]);
    expect(requests).toContain('/data/full/mnist/train-images-10.bin.gz');
    expect(requests).not.toContain('/data/mnist/train-images-00.bin.gz');
  });
});

/** A full MNIST of some shards of 1,000 images, all pixels 7 and all labels 3. */
function fullMnist(shardCount: number): Overrides {
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const images = new Uint8Array(784_000).fill(7);
  const labels = new Uint8Array(shardCount * 1_000).fill(3);
  const stored = {
    bytes: images.length,
    sha256: digest(images),
    contentBytes: images.length,
    contentSha256: digest(images),
  };
  const part = {
    count: labels.length,
    labels: { path: 'labels.bin', bytes: labels.length, sha256: digest(labels) },
    shards: Array.from({ length: shardCount }, (_, index) => ({
      encoding: 'gzip',
      path: `train-images-${String(index).padStart(2, '0')}.bin.gz`,
      ...stored,
      count: 1_000,
    })),
  };
  return {
    'full/mnist/manifest.json': async () => {
      const compact: unknown = JSON.parse(await readFile(join(publicData, 'mnist/manifest.json'), 'utf8'));
      return Response.json({ ...(compact as object), variant: 'full', train: part, test: part });
    },
    'full/mnist/labels.bin': () => respond(labels),
    'bin.gz': () => respond(images),
  };
}

describe('aborting', () => {
  test('rejects with the reason, and asks for nothing more', async () => {
    const controller = new AbortController();
    const { options, requests } = testSite();
    const loading = loadDataset(
      'mnist',
      { trainImages: 10_000, testImages: 10 },
      {
        ...options,
        signal: controller.signal,
        onProgress: () => controller.abort(new Error('the reader left')),
      },
    );
    await expect(loading).rejects.toThrow('the reader left');
    expect(requests.length).toBeLessThan(8);
  });

  test('before the start loads nothing', async () => {
    const { options, requests } = testSite();
    const loading = loadDataset('mnist', few, { ...options, signal: AbortSignal.abort() });
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests).toEqual([]);
  });

  test('one bad file stops the others', async () => {
    const { options, requests } = testSite({ 'train-labels.bin': () => new Response('', { status: 404 }) });
    await expect(loadDataset('mnist', { trainImages: 10_000, testImages: 10 }, options)).rejects.toThrow('missing');
    // Long enough for the other lanes to ask for all that is left, if nothing stopped them.
    await setTimeout(300);
    expect(requests.length).toBeLessThan(10);
  });
});
