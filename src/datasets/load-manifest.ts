import * as z from 'zod/mini';
import type { DatasetName } from '../training/protocol.ts';
import { DatasetError } from './dataset-error.ts';
import { download, MissingFileError, type DownloadOptions } from './download.ts';
import { manifestSchema, type DatasetManifest } from './manifest.ts';
import { datasets } from './registry.ts';

/** Images asked for; each at least 0. */
export interface ImageCounts {
  readonly trainImages: number;
  readonly testImages: number;
}

/** A manifest and the folder of its files, ending in a slash. */
export interface LocatedManifest {
  readonly folder: string;
  readonly manifest: DatasetManifest;
}

/**
 * Finds the smallest variant of a data set on this site that carries the images asked for: the compact one, else the
 * full one.
 *
 * @param baseUrl folder of all data sets, ending in a slash.
 * @throws {DatasetError} when neither carries them, or a manifest cannot be used.
 */
export async function locateManifest(
  name: DatasetName,
  counts: ImageCounts,
  baseUrl: string,
  options: DownloadOptions,
): Promise<LocatedManifest> {
  const compactFolder = `${baseUrl}${name}/`;
  const compact = await loadManifest(name, compactFolder, options);
  if (carries(compact, counts)) return { folder: compactFolder, manifest: compact };
  const fullFolder = `${baseUrl}full/${name}/`;
  const { title, fullTrainImages, fullTestImages } = datasets[name];
  const asked = `${images(counts.trainImages, counts.testImages)} of ${title} were asked for`;
  if (counts.trainImages > fullTrainImages || counts.testImages > fullTestImages) {
    const fact = `${asked}; the whole set has ${images(fullTrainImages, fullTestImages)}.`;
    throw new DatasetError(fullFolder, fact, `Ask for at most ${images(fullTrainImages, fullTestImages)}.`);
  }
  const full = await loadFullManifest(name, fullFolder, options);
  if (full && carries(full, counts)) return { folder: fullFolder, manifest: full };
  const present = images(compact.train.count, compact.test.count);
  throw new DatasetError(
    fullFolder,
    `${asked}; this site carries ${present}.`,
    `Ask for at most ${present}, or let the owner of this site build the full set with "npm run data -- --full".`,
  );
}

/** The full manifest, or null on a site without the full set. */
async function loadFullManifest(name: DatasetName, folder: string, options: DownloadOptions) {
  try {
    return await loadManifest(name, folder, options);
  } catch (error) {
    // Some hosts answer an unknown address with a page and status 200.
    if (error instanceof MissingFileError || error instanceof NotJsonError) return null;
    throw error;
  }
}

class NotJsonError extends DatasetError {}

async function loadManifest(name: DatasetName, folder: string, options: DownloadOptions): Promise<DatasetManifest> {
  const url = `${folder}manifest.json`;
  const text = new TextDecoder().decode(await download(url, { ...options, cache: 'no-cache' }));
  const fix = 'Reload the page. If that does not help, the owner of this site can build it anew with "npm run data".';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new NotJsonError(url, `The data file ${url} is not JSON.`, fix, { cause: error });
  }
  const { success, data, error } = manifestSchema.safeParse(json);
  if (!success) throw new DatasetError(url, `The data file ${url} is not valid: ${z.prettifyError(error)}`, fix);
  const differing = differencesFromRegistry(data, name);
  if (differing.length > 0) {
    throw new DatasetError(
      url,
      `The data file ${url} does not fit this version of Duet: ${differing.join(', ')}.`,
      fix,
    );
  }
  return data;
}

/** Names of the manifest's fields that do not say what the registry says of the data set `name`. */
export function differencesFromRegistry(manifest: DatasetManifest, name: DatasetName): string[] {
  const { width, height, channels, classNames } = datasets[name];
  const expected = { dataset: name, width, height, channels, classNames };
  return (['dataset', 'width', 'height', 'channels', 'classNames'] as const).filter(
    (field) => JSON.stringify(manifest[field]) !== JSON.stringify(expected[field]),
  );
}

function carries({ train, test }: DatasetManifest, { trainImages, testImages }: ImageCounts): boolean {
  return trainImages <= train.count && testImages <= test.count;
}

function images(train: number, test: number): string {
  return `${train.toLocaleString('en')} training and ${test.toLocaleString('en')} test images`;
}
