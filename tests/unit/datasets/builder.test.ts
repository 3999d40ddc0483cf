import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readIdx } from '../../../scripts/data/idx.ts';
import { stratifiedOrder } from '../../../scripts/data/order.ts';
import { unpackDebianPackage } from '../../../scripts/data/packages.ts';
import { encodeWebpGrid } from '../../../scripts/data/shards.ts';
import { ChannelStatistics } from '../../../scripts/data/statistics.ts';
import { datasets } from '../../../src/datasets/registry.ts';
import { decodeWebpGrid } from '../../../src/datasets/decode.ts';
import { manifestSchema } from '../../../src/datasets/manifest.ts';
import { decodeWithSharp, publicData } from './site.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duet-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('stratified order', () => {
  const labels = Uint8Array.from({ length: 3_000 }, (_, index) => (index < 1_000 ? 0 : 1));

  test('takes every image once, and every prefix in proportion', () => {
    const order = stratifiedOrder(labels, 'seed');
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 3_000 }, (_, index) => index));
    for (let prefix = 1; prefix <= 3_000; prefix++) {
      const zeros = order.slice(0, prefix).filter((index) => labels[index] === 0).length;
      if (Math.abs(zeros - prefix / 3) > 1) expect.fail(`${zeros} of the first ${prefix} are of class 0`);
    }
  });

  test('depends on the seed alone', () => {
    expect(stratifiedOrder(labels, 'seed')).toEqual(stratifiedOrder(labels, 'seed'));
    expect(stratifiedOrder(labels, 'other')).not.toEqual(stratifiedOrder(labels, 'seed'));
  });
});

test('a lossless grid gives back every pixel, with an unfilled last row', async () => {
  const images = Uint8Array.from({ length: 45 * 3_072 }, (_, index) => (index * 7 + (index >> 9)) % 256);
  const { shard, bytes } = await encodeWebpGrid('some', images, datasets.cifar10, true);
  if (shard.encoding !== 'webpGrid') expect.fail('expected a grid');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(publicData, 'cifar10/manifest.json'), 'utf8')));
  const decoded = await decodeWebpGrid('some.webp', Uint8Array.from(bytes), shard, manifest, decodeWithSharp);
  expect(Buffer.from(decoded).equals(images)).toBe(true);
});

test('channel statistics', () => {
  const statistics = new ChannelStatistics(2);
  statistics.add(Uint8Array.of(1, 10, 3, 10));
  statistics.add(Uint8Array.of(5, 10));
  expect(statistics.means).toEqual([3, 10]);
  expect(statistics.standardDeviations[0]).toBeCloseTo(Math.sqrt(8 / 3));
  expect(statistics.standardDeviations[1]).toBe(0);
});

describe('an IDX file', () => {
  test('is read without its header', async () => {
    const file = join(folder, 'good');
    await writeFile(file, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9));
    expect([...(await readIdx(file, [3]))]).toEqual([7, 8, 9]);
    await expect(readIdx(file, [4])).rejects.toThrow('expected unsigned bytes [4], got [3]');
  });

  test('that is cut off is refused', async () => {
    const file = join(folder, 'short');
    await writeFile(file, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 7, 8));
    await expect(readIdx(file, [3])).rejects.toThrow('holds 2 values, not 3');
  });
});

test('a package that is not the pinned one is refused', async () => {
  await writeFile(join(folder, 'fake_1_all.deb'), 'not a package');
  const pinned = { name: 'fake', version: '1', integrity: `sha256-${Buffer.alloc(32).toString('base64')}` };
  await expect(unpackDebianPackage(pinned, folder)).rejects.toThrow('is not the pinned package');
});
