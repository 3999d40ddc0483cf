/** Validation of what is known of a data set from `content/data`. Zod's mini build, because it ships to the page. */
import * as z from 'zod/mini';
import type { SiteDataset } from './description.ts';

/** Rows of the largest tables; the course's sets have fewer. */
const MOST_EXAMPLES = 10_000_000;
const MOST_CLASSES = 256;

const integer = (minimum: number, maximum: number) => z.int().check(z.minimum(minimum), z.maximum(maximum));
const text = z.string().check(z.maxLength(2_000));
const words = text.check(z.minLength(1));
const column = integer(0, 16_383);
const names = z.array(text).check(z.minLength(2), z.maxLength(MOST_CLASSES));

/** How files of examples were read, whoever they belong to. */
export const fileSourceSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('csv'),
    fileName: text,
    delimiter: text,
    hasHeader: z.boolean(),
    labelColumn: column,
    leftOut: z.array(column),
    content: z.enum(['pixels', 'features']),
  }),
  z.object({ type: z.literal('images'), folder: text }),
]);

/** Names of folders of `content/data`. */
export const siteDatasetName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const siteDatasetSchema: z.ZodMiniType<SiteDataset> = z.object({
  name: z.string().check(z.regex(siteDatasetName), z.maxLength(64)),
  title: words,
  licence: words,
  credit: words,
  summary: text,
  width: integer(1, 16_384),
  height: integer(1, 1_024),
  channels: integer(1, 3),
  classNames: names,
  storedClassNames: names,
  fullTrainImages: integer(1, MOST_EXAMPLES),
  fullTestImages: integer(1, MOST_EXAMPLES),
  source: fileSourceSchema,
});
