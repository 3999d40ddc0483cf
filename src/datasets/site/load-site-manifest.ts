import * as z from 'zod/mini';
import { DatasetError } from '../dataset-error.ts';
import { download, type DownloadOptions } from '../download.ts';
import type { ImageCounts } from '../load-manifest.ts';
import type { SiteDataset } from './description.ts';
import { siteManifestSchema, type SiteManifest } from './site-manifest.ts';

/** Folder of these sets below that of the course's. */
const SITE_FOLDER = 'site';

/**
 * The manifest of a set from `content/data`.
 *
 * @param baseUrl folder of all data sets, ending in a slash.
 * @throws {DatasetError} when it is missing, has too few examples, or is not what the page was built with.
 */
export async function locateSiteDataset(
  dataset: SiteDataset,
  counts: ImageCounts,
  baseUrl: string,
  options: DownloadOptions,
): Promise<{ readonly folder: string; readonly manifest: SiteManifest }> {
  const folder = `${baseUrl}${SITE_FOLDER}/${dataset.name}/`;
  const url = `${folder}manifest.json`;
  const text = new TextDecoder().decode(await download(url, { ...options, cache: 'no-cache' }));
  const fix = `Reload the page. If that does not help, the owner of this site can build it anew with "npm run data -- ${dataset.name}" and publish it again.`;
  const { success, data, error } = siteManifestSchema.safeParse(jsonOrNull(text));
  if (!success) throw new DatasetError(url, `The data file ${url} is not valid: ${z.prettifyError(error)}`, fix);
  const { width, height, channels, classNames, fullTrainImages, fullTestImages } = data.dataset;
  const stored = { width, height, channels, classNames, fullTrainImages, fullTestImages };
  const differing = (Object.keys(stored) as (keyof typeof stored)[]).filter(
    (field) => JSON.stringify(stored[field]) !== JSON.stringify(dataset[field]),
  );
  if (differing.length > 0) {
    const fact = `${dataset.title} has changed since this page was loaded: ${differing.join(', ')}.`;
    throw new DatasetError(url, fact, fix);
  }
  if (counts.trainImages <= fullTrainImages && counts.testImages <= fullTestImages) return { folder, manifest: data };
  const most = `${fullTrainImages} training and ${fullTestImages} test examples`;
  throw new DatasetError(url, `${dataset.title} has ${most}; more were asked for.`, `Ask for at most ${most}.`);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
