/**
 * The format of `manifest.json`, the file that describes one built data set: written by `npm run data`, read by the
 * loader, validated by both.
 */
import * as z from 'zod/mini';

const count = z.int().check(z.positive());
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** A plain name inside the manifest's own folder. */
const path = z.string().check(z.regex(/^[\w-]+(\.[\w-]+)*$/));
/** `bytes` and `sha256` (hexadecimal) are those of the file as it lies on the host. */
const storedFile = { path, bytes: count, sha256 };

/**
 * Shard of images, uint8 [count, height, width, channels], under gzip. A host may declare the gzip as its transport, so
 * that the browser hands out the inflated content: that one has its own size and checksum.
 */
const gzipShardSchema = z.object({
  encoding: z.literal('gzip'),
  ...storedFile,
  count,
  contentBytes: count,
  contentSha256: sha256,
});

/**
 * Shard of images as tiles of one WebP picture, filled row by row. `channelMeans` (0 to 255) are those of the decoded
 * tiles: a browser that guards against fingerprinting may alter pixels on their way through a canvas.
 */
const webpShardSchema = z.object({
  encoding: z.literal('webpGrid'),
  ...storedFile,
  count,
  columns: count,
  channelMeans: z.array(z.number()),
});

const shardSchema = z.discriminatedUnion('encoding', [gzipShardSchema, webpShardSchema]);

export const partSchema = z.object({ count, labels: z.object(storedFile), shards: z.array(shardSchema) }).check(
  z.refine((part) => part.labels.bytes === part.count, 'labels must be one byte an image'),
  z.refine(
    (part) => part.shards.reduce((total, shard) => total + shard.count, 0) === part.count,
    'the shards must add up to the count',
  ),
);

const perChannel = z.array(z.number().check(z.minimum(0), z.maximum(1)));

export const manifestSchema = z
  .object({
    formatVersion: z.literal(1),
    dataset: z.string(),
    /** `full` holds every image of the original, `compact` the first of the same order. */
    variant: z.enum(['compact', 'full']),
    height: count,
    width: count,
    channels: count,
    classNames: z.array(z.string()),
    /** Whether the pixels differ from the original's, because a lossy format was needed. */
    recompressed: z.boolean(),
    /** Per channel over the training images, pixels scaled to 0..1. */
    mean: perChannel,
    standardDeviation: perChannel,
    origin: z.object({
      /** Registry package that the images were taken from, with its version. */
      package: z.string(),
      /** Checksum of that package, in the form of subresource integrity. */
      integrity: z.string(),
      licence: z.string(),
      citation: z.string(),
    }),
    train: partSchema,
    test: partSchema,
  })
  .check(
    z.refine(
      ({ channels, mean, standardDeviation }) => mean.length === channels && standardDeviation.length === channels,
      'mean and standardDeviation must have one entry a channel',
    ),
    z.refine(({ train, test, height, width, channels }) => {
      const imageBytes = height * width * channels;
      const shards = [...train.shards, ...test.shards];
      return shards.every((shard) => shard.encoding !== 'gzip' || shard.contentBytes === shard.count * imageBytes);
    }, 'contentBytes must be those of count images'),
  );

export type DatasetManifest = z.infer<typeof manifestSchema>;
/** Training or test part of a data set. Its images and labels are in the same order, every prefix stratified. */
export type ManifestPart = DatasetManifest['train'];
export type ManifestShard = ManifestPart['shards'][number];
export type WebpShard = Extract<ManifestShard, { encoding: 'webpGrid' }>;
export type StoredFile = ManifestPart['labels'];
