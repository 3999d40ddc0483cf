import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { differencesFromRegistry } from '../../../src/datasets/load-manifest.ts';
import { manifestSchema, type DatasetManifest } from '../../../src/datasets/manifest.ts';
import { datasets } from '../../../src/datasets/registry.ts';
import type { DatasetName } from '../../../src/training/protocol.ts';
import { publicData } from './site.ts';

/** Those with files of their own. */
const names = (Object.keys(datasets) as DatasetName[]).filter((name) => datasets[name].resizedFrom === undefined);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function readManifest(name: DatasetName): Promise<DatasetManifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(publicData, name, 'manifest.json'), 'utf8')));
}

const filesOf = ({ train, test: testPart }: DatasetManifest) =>
  [train, testPart].flatMap(({ labels, shards }) => [labels, ...shards]);

function classCounts(labels: Uint8Array): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

describe.each(names)('%s', (name) => {
  test('has a manifest that agrees with the registry', async () => {
    const manifest = await readManifest(name);
    expect(differencesFromRegistry(manifest, name)).toEqual([]);
    expect(manifest).toMatchObject({ variant: 'compact', train: { count: 10_000 }, test: { count: 2_000 } });
  });

  test('has exactly the files of its manifest, with their sizes and checksums', async () => {
    const manifest = await readManifest(name);
    const files = filesOf(manifest);
    const present = (await readdir(join(publicData, name))).sort();
    expect(present).toEqual([...files.map(({ path }) => path), 'manifest.json'].sort());
    for (const file of files) {
      const bytes = await readFile(join(publicData, name, file.path));
      expect({ path: file.path, bytes: bytes.length, sha256: sha256(bytes) }).toMatchObject({
        path: file.path,
        bytes: file.bytes,
        sha256: file.sha256,
      });
      if (!('contentSha256' in file)) continue;
      expect([sha256(gunzipSync(bytes)), bytes.readUInt32LE(4)], file.path).toEqual([file.contentSha256, 0]);
    }
  });

  test('spreads its classes evenly: 100, 1,000 or all images hold them in the same proportions', async () => {
    for (const part of ['train', 'test'] as const) {
      const labels = await readFile(join(publicData, name, `${part}-labels.bin`));
      const whole = classCounts(labels);
      for (const prefix of [100, 1_000, 2_000]) {
        classCounts(labels.subarray(0, prefix)).forEach((count, label) => {
          const share = ((whole[label] ?? 0) * prefix) / labels.length;
          expect(Math.abs(count - share), `${part}: class ${label} in ${prefix}`).toBeLessThanOrEqual(2);
        });
      }
    }
  });
});

test('CIFAR-10 and Fashion-MNIST begin with 100 images of each class', async () => {
  for (const name of ['cifar10', 'fashion-mnist'] as const) {
    const labels = await readFile(join(publicData, name, 'train-labels.bin'));
    expect(classCounts(labels.subarray(0, 1_000)), name).toEqual(Array.from({ length: 10 }, () => 100));
  }
});

test.each<[DatasetName, number[], number[]]>([
  ['mnist', [0.1307], [0.3081]],
  ['fashion-mnist', [0.286], [0.353]],
  ['cifar10', [0.4914, 0.4822, 0.4465], [0.247, 0.2435, 0.2616]],
])('the statistics of %s are close to those of the whole set', async (name, mean, standardDeviation) => {
  const manifest = await readManifest(name);
  expect(manifest.mean).toHaveLength(mean.length);
  for (const [channel, value] of mean.entries()) {
    expect(Math.abs((manifest.mean[channel] ?? 0) - value)).toBeLessThan(0.003);
    expect(Math.abs((manifest.standardDeviation[channel] ?? 0) - (standardDeviation[channel] ?? 0))).toBeLessThan(
      0.003,
    );
  }
});

test('only lossy pictures are called recompressed', async () => {
  const recompressed = await Promise.all(names.map(async (name) => (await readManifest(name)).recompressed));
  expect(Object.fromEntries(names.map((name, index) => [name, recompressed[index]]))).toEqual({
    mnist: false,
    'fashion-mnist': false,
    cifar10: true,
  });
});

test('all committed data stays under 16 MB', async () => {
  let bytes = 0;
  for (const name of names) {
    for (const file of await readdir(join(publicData, name))) bytes += (await stat(join(publicData, name, file))).size;
  }
  expect(bytes).toBeGreaterThan(1e6);
  expect(bytes).toBeLessThan(16e6);
});
