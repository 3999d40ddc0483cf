import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  manifestSchema,
  type DatasetManifest,
  type ManifestPart,
  type ManifestShard,
} from '../../src/datasets/manifest.ts';
import { compactImages, datasets, type DatasetDescription } from '../../src/datasets/registry.ts';
import { stratifiedOrder } from './order.ts';
import { describeFile, encodeGzip, encodeWebpGrid, type EncodedShard } from './shards.ts';
import type { DatasetSource, LabelledImages } from './source.ts';
import { ChannelStatistics } from './statistics.ts';

const IMAGES_PER_SHARD = 1_000;

/**
 * Writes the shards, labels and manifest of a data set into `folder`, in place of what lies there.
 *
 * The compact variant is the beginning of the full one: both have the same order.
 */
export async function writeDataset(
  source: DatasetSource,
  parts: { readonly train: LabelledImages; readonly test: LabelledImages },
  variant: DatasetManifest['variant'],
  folder: string,
): Promise<DatasetManifest> {
  const description = datasets[source.name];
  const { width, height, channels, classNames, fullTrainImages, fullTestImages } = description;
  const counts = variant === 'full' ? { train: fullTrainImages, test: fullTestImages } : compactImages;
  const statistics = new ChannelStatistics(channels);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const writePart = (part: 'train' | 'test', onImages: (images: Uint8Array) => void) => {
    const order = stratifiedOrder(parts[part].labels, `duet ${source.name} ${part}`).slice(0, counts[part]);
    return new PartWriter(folder, part, variant, description, onImages).write(parts[part], order);
  };
  const train = await writePart('train', (images) => statistics.add(images));
  const test = await writePart('test', () => undefined);
  const unit = (values: number[]) => values.map((value) => Number((value / 255).toFixed(6)));
  const manifest = manifestSchema.parse({
    formatVersion: 1,
    dataset: source.name,
    variant,
    height,
    width,
    channels,
    classNames,
    recompressed: variant === 'compact' && channels > 1,
    mean: unit(statistics.means),
    standardDeviation: unit(statistics.standardDeviations),
    origin: source.origin,
    train,
    test,
  });
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

class PartWriter {
  readonly #folder: string;
  readonly #part: 'train' | 'test';
  readonly #variant: DatasetManifest['variant'];
  readonly #description: DatasetDescription;
  readonly #onImages: (images: Uint8Array) => void;

  constructor(
    folder: string,
    part: 'train' | 'test',
    variant: DatasetManifest['variant'],
    description: DatasetDescription,
    onImages: (images: Uint8Array) => void,
  ) {
    this.#folder = folder;
    this.#part = part;
    this.#variant = variant;
    this.#description = description;
    this.#onImages = onImages;
  }

  async write({ images, labels }: LabelledImages, order: readonly number[]): Promise<ManifestPart> {
    const shards: ManifestShard[] = [];
    for (let start = 0; start < order.length; start += IMAGES_PER_SHARD) {
      const name = `${this.#part}-images-${String(shards.length).padStart(2, '0')}`;
      const encoded = await this.#encode(name, this.#gather(images, order.slice(start, start + IMAGES_PER_SHARD)));
      await writeFile(join(this.#folder, encoded.shard.path), encoded.bytes);
      this.#onImages(encoded.images);
      shards.push(encoded.shard);
    }
    const orderedLabels = Uint8Array.from(order, (index) => labels[index] ?? 0);
    const labelsFile = describeFile(`${this.#part}-labels.bin`, orderedLabels);
    await writeFile(join(this.#folder, labelsFile.path), orderedLabels);
    return { count: order.length, labels: labelsFile, shards };
  }

  #gather(images: Uint8Array, indices: readonly number[]): Uint8Array {
    const imageBytes = this.#imageBytes;
    const gathered = new Uint8Array(indices.length * imageBytes);
    indices.forEach((index, position) => {
      gathered.set(images.subarray(index * imageBytes, (index + 1) * imageBytes), position * imageBytes);
    });
    return gathered;
  }

  async #encode(name: string, images: Uint8Array): Promise<EncodedShard> {
    if (this.#description.channels === 1) return encodeGzip(name, images, images.length / this.#imageBytes);
    return encodeWebpGrid(name, images, this.#description, this.#variant === 'full');
  }

  get #imageBytes(): number {
    const { width, height, channels } = this.#description;
    return width * height * channels;
  }
}
