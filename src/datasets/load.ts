/** Loads images and labels from the site's own files. Knows nothing of tensors; runs in a page, a worker and Node. */
import { siteAddress } from '../site-address.ts';
import type { DatasetName } from '../training/protocol.ts';
import type { DecodeImage } from './decode.ts';
import type { FetchFile } from './download.ts';
import { FileLoader, type LoadFilesOptions, type PlannedSet } from './file-loader.ts';
import { locateManifest, type ImageCounts } from './load-manifest.ts';
import { datasets } from './registry.ts';
import { resizeImages } from './resize-images.ts';
import type { SiteDataset } from './site/description.ts';
import { locateSiteDataset } from './site/load-site-manifest.ts';

export interface LoadOptions {
  /** Folder of the data sets, ending in a slash; by default `data/` below the site's base. */
  readonly baseUrl?: string;
  readonly fetch?: FetchFile;
  /** Decodes a WebP picture to RGBA. */
  readonly decodeImage?: DecodeImage;
  /** Called as bytes arrive. The last call has `loadedBytes` equal to `totalBytes`. */
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Ends the loading, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Sizes of the files as they are stored, without the manifest. */
export interface LoadProgress {
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface ImageSet {
  /** [count, height, width, channels]: pixels as bytes, or features of a reader's own table as float32, mostly 0 to 1. */
  readonly images: Uint8Array | Float32Array;
  /** uint8 [count], indices into `classNames`. */
  readonly labels: Uint8Array;
  readonly count: number;
}

export interface Dataset {
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** In pixels. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classNames: readonly string[];
}

/** As the files have it: pixels. */
interface StoredDataset extends Dataset {
  readonly train: StoredSet;
  readonly test: StoredSet;
}

interface StoredSet extends ImageSet {
  readonly images: Uint8Array;
}

/**
 * Loads the first images of a data set. Any number from the start is stratified by class.
 *
 * Takes only the shards it needs, from the compact set where that carries enough, else from the full set.
 *
 * @param counts whole numbers of images; 0 leaves a part empty.
 * @throws {DatasetError} when the images are not on this site, or a file is missing, cut off or altered.
 * @throws the signal's reason when it is aborted.
 */
export async function loadDataset(
  choice: DatasetName | SiteDataset,
  counts: ImageCounts,
  options: LoadOptions = {},
): Promise<Dataset> {
  if (typeof choice === 'object') return await loadSiteDataset(choice, counts, options);
  const { resizedFrom, width } = datasets[choice];
  const name = resizedFrom ?? choice;
  const dataset = await withFiles(options, async (baseUrl, loading) => {
    const located = await locateManifest(name, counts, baseUrl, loading);
    const { height, width, channels, classNames, train, test } = located.manifest;
    const loader = new FileLoader({ folder: located.folder, size: { height, width, channels } }, loading);
    const parts = { train: loader.plan(train, counts.trainImages), test: loader.plan(test, counts.testImages) };
    await loader.loadPlanned();
    return { ...parts, height, width, channels, classNames };
  });
  return resizedFrom ? resized(dataset, width) : dataset;
}

async function loadSiteDataset(dataset: SiteDataset, counts: ImageCounts, options: LoadOptions): Promise<Dataset> {
  const { height, width, channels, classNames, source } = dataset;
  const isFeatures = source.type === 'csv' && source.content === 'features';
  return await withFiles(options, async (baseUrl, loading) => {
    const { folder, manifest } = await locateSiteDataset(dataset, counts, baseUrl, loading);
    const bytesPerNumber = isFeatures ? Float32Array.BYTES_PER_ELEMENT : 1;
    const loader = new FileLoader({ folder, size: { height, width, channels }, bytesPerNumber }, loading);
    const parts = [
      loader.plan(manifest.train, counts.trainImages),
      loader.plan(manifest.test, counts.testImages),
    ] as const;
    await loader.loadPlanned();
    const [train, test] = isFeatures ? [asFeatures(parts[0]), asFeatures(parts[1])] : parts;
    return { train, test, height, width, channels, classNames };
  });
}

/** Little-endian, as every processor that runs a browser has it. */
function asFeatures(set: PlannedSet): ImageSet {
  return { ...set, images: new Float32Array(set.images.buffer) };
}

/** Grey, square images with another side. */
function resized(dataset: StoredDataset, side: number): StoredDataset {
  const part = (set: StoredSet) => ({ ...set, images: resizeImages(set.images, dataset.width, side) });
  return { ...dataset, train: part(dataset.train), test: part(dataset.test), width: side, height: side };
}

/** Runs a loading whose downloads all end when one of them fails. */
async function withFiles<Result>(
  options: LoadOptions,
  load: (baseUrl: string, loading: LoadFilesOptions) => Promise<Result>,
): Promise<Result> {
  const failure = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal;
  const { baseUrl = defaultBaseUrl(), fetch = globalThis.fetch.bind(globalThis) } = options;
  try {
    const result = await load(baseUrl, { ...options, fetch, signal });
    signal.throwIfAborted();
    return result;
  } catch (error) {
    failure.abort(error);
    throw error;
  }
}

function defaultBaseUrl(): string {
  return siteAddress(`${import.meta.env.BASE_URL.replace(/\/$/, '')}/data/`);
}
