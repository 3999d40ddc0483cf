/**
 * The format of `manifest.json` of a data set from `content/data`: written by `npm run data`, `npm run dev` and
 * `npm run build`, read by the loader, validated by both.
 */
import * as z from 'zod/mini';
import { partSchema } from '../manifest.ts';
import { siteDatasetSchema } from './site-dataset-schema.ts';

export const siteManifestSchema = z.object({
  formatVersion: z.literal(1),
  /** SHA-256 of the files that it was built from, and of how: another one means that it is out of date. */
  builtFrom: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  dataset: siteDatasetSchema,
  train: partSchema,
  test: partSchema,
});

export type SiteManifest = z.infer<typeof siteManifestSchema>;
