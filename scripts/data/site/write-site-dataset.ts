import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSet } from '../../../src/datasets/load.ts';
import type { ManifestPart, ManifestShard } from '../../../src/datasets/manifest.ts';
import type { SiteDataset } from '../../../src/datasets/site/description.ts';
import { siteManifestSchema, type SiteManifest } from '../../../src/datasets/site/site-manifest.ts';
import { describeFile, encodeGzip } from '../shards.ts';

/** Before compression: as much as 1,000 images of 32 x 32 in colour. */
const SHARD_BYTES = 3_072_000;

/** Writes shards, labels and manifest of a set into `folder`, in place of what lies there; the manifest comes last. */
export async function writeSiteDataset(
  folder: string,
  builtFrom: string,
  dataset: SiteDataset,
  parts: { readonly train: ImageSet; readonly test: ImageSet },
): Promise<SiteManifest> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const train = await writePart(folder, 'train', parts.train);
  const test = await writePart(folder, 'test', parts.test);
  const manifest = siteManifestSchema.parse({ formatVersion: 1, builtFrom, dataset, train, test });
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function writePart(folder: string, part: 'train' | 'test', set: ImageSet): Promise<ManifestPart> {
  const { images, labels, count } = set;
  const bytes = new Uint8Array(images.buffer, images.byteOffset, images.byteLength);
  const exampleBytes = bytes.length / count;
  const perShard = Math.max(1, Math.floor(SHARD_BYTES / exampleBytes));
  const shards: ManifestShard[] = [];
  for (let first = 0; first < count; first += perShard) {
    const last = Math.min(first + perShard, count);
    const name = `${part}-examples-${String(shards.length).padStart(2, '0')}`;
    const encoded = encodeGzip(name, bytes.subarray(first * exampleBytes, last * exampleBytes), last - first);
    await writeFile(join(folder, encoded.shard.path), encoded.bytes);
    shards.push(encoded.shard);
  }
  const labelsFile = describeFile(`${part}-labels.bin`, labels);
  await writeFile(join(folder, labelsFile.path), labels);
  return { count, labels: labelsFile, shards };
}
