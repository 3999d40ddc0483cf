/** Images as files: uint8 under gzip for grey sets, tiles of a WebP picture for coloured ones. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'fflate';
import sharp from 'sharp';
import { isGzip } from '../../src/datasets/decode.ts';
import type { DatasetDescription } from '../../src/datasets/registry.ts';
import type { ManifestShard, StoredFile } from '../../src/datasets/manifest.ts';
import { ChannelStatistics } from './statistics.ts';

/** Tiles side by side in a WebP picture; 1,000 images fill 25 rows. */
const GRID_COLUMNS = 40;
/** libwebp's quality that brings 12,000 CIFAR-10 images to about 5 MB; lossless would take 20 MB. */
const COMPACT_QUALITY = 90;

export interface EncodedShard {
  readonly shard: ManifestShard;
  readonly bytes: Uint8Array;
  /** What a reader will get to see: the decoded images, uint8 [count, height, width, channels]. */
  readonly images: Uint8Array;
}

/** Name, size and checksum of a file. */
export function describeFile(path: string, bytes: Uint8Array): StoredFile {
  return { path, bytes: bytes.length, sha256: sha256(bytes) };
}

/** uint8 values under gzip. Compressed in JavaScript without a time stamp: the same bytes on every machine. */
export function encodeGzip(name: string, images: Uint8Array, count: number): EncodedShard {
  const bytes = gzipSync(images, { level: 9, mtime: 0 });
  if (isGzip(images) && bytes.length === images.length) {
    throw new Error(`${name} begins like a gzip file and is as long as one: the loader cannot tell which it has.`);
  }
  const content = { contentBytes: images.length, contentSha256: sha256(images) };
  return { shard: { encoding: 'gzip', ...describeFile(`${name}.bin.gz`, bytes), count, ...content }, bytes, images };
}

/**
 * RGB images as the tiles of one WebP picture.
 *
 * A tile's side must be a multiple of 16, the block of WebP, so that no block mixes two images.
 */
export async function encodeWebpGrid(
  name: string,
  images: Uint8Array,
  { width, height, channels }: DatasetDescription,
  lossless: boolean,
): Promise<EncodedShard> {
  const count = images.length / (width * height * channels);
  const rows = Math.ceil(count / GRID_COLUMNS);
  const tileRows = { width, height, channels, count };
  const raw = { width: GRID_COLUMNS * width, height: rows * height, channels: 3 } as const;
  const options = lossless ? { lossless } : { quality: COMPACT_QUALITY, smartSubsample: true };
  const grid = copyTiles(new Uint8Array(raw.width * raw.height * channels), images, tileRows, 'toGrid');
  const bytes = await sharp(grid, { raw })
    .webp({ ...options, effort: 6 })
    .toBuffer();
  const decodedGrid = await sharp(bytes).removeAlpha().raw().toBuffer();
  const decoded = copyTiles(new Uint8Array(images.length), decodedGrid, tileRows, 'fromGrid');
  const statistics = new ChannelStatistics(channels);
  statistics.add(decoded);
  const channelMeans = statistics.means.map((mean) => Number(mean.toFixed(3)));
  const file = describeFile(`${name}.webp`, bytes);
  return {
    shard: { encoding: 'webpGrid', ...file, count, columns: GRID_COLUMNS, channelMeans },
    bytes,
    images: decoded,
  };
}

interface TileRows {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly count: number;
}

/** Copies every row of every tile between a list of images and a grid. */
function copyTiles(
  target: Uint8Array,
  source: Uint8Array,
  { width, height, channels, count }: TileRows,
  direction: 'toGrid' | 'fromGrid',
): Uint8Array {
  const rowBytes = width * channels;
  for (let image = 0; image < count; image++) {
    const gridRow = Math.floor(image / GRID_COLUMNS) * height;
    for (let y = 0; y < height; y++) {
      const inList = (image * height + y) * rowBytes;
      const inGrid = ((gridRow + y) * GRID_COLUMNS + (image % GRID_COLUMNS)) * rowBytes;
      const [to, from] = direction === 'toGrid' ? [inGrid, inList] : [inList, inGrid];
      target.set(source.subarray(from, from + rowBytes), to);
    }
  }
  return target;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
