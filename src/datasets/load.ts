/** Loads images and labels from the site's own files. Knows nothing of tensors; runs in a page, a worker and Node. */
import type { DatasetName } from '../training/protocol.ts';
import { decodeImageInBrowser, decodeWebpGrid, inflate, isGzip, type DecodeImage } from './decode.ts';
import { checkFile, download, type FetchFile } from './download.ts';
import { locateManifest, type ImageCounts, type LocatedManifest } from './load-manifest.ts';
import type { ManifestPart, ManifestShard, StoredFile } from './manifest.ts';
import { datasets } from './registry.ts';
import { resizeImages } from './resize-images.ts';

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

const PARALLEL_DOWNLOADS = 4;

/**
 * Loads the first images of a data set. Any number from the start is stratified by class.
 *
 * Takes only the shards it needs, from the compact set where that carries enough, else from the full set.
 *
 * @param counts whole numbers of images; 0 leaves a part empty.
 * @throws {DatasetError} when the images are not on this site, or a file is missing, cut off or altered.
 * @throws the signal's reason when it is aborted.
 */
export async function loadDataset(name: DatasetName, counts: ImageCounts, options: LoadOptions = {}): Promise<Dataset> {
  const { resizedFrom, width } = datasets[name];
  const dataset = await loadFiles(resizedFrom ?? name, counts, options);
  return resizedFrom ? resized(dataset, width) : dataset;
}

/** Grey, square images with another side. */
function resized(dataset: StoredDataset, side: number): StoredDataset {
  const part = (set: StoredSet) => ({ ...set, images: resizeImages(set.images, dataset.width, side) });
  return { ...dataset, train: part(dataset.train), test: part(dataset.test), width: side, height: side };
}

async function loadFiles(name: DatasetName, counts: ImageCounts, options: LoadOptions): Promise<StoredDataset> {
  const failure = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal;
  const { baseUrl = defaultBaseUrl(), fetch = globalThis.fetch.bind(globalThis) } = options;
  const located = await locateManifest(name, counts, baseUrl, { fetch, signal });
  const loader = new FileLoader(located, { ...options, fetch, signal });
  const train = loader.plan(located.manifest.train, counts.trainImages);
  const test = loader.plan(located.manifest.test, counts.testImages);
  try {
    await loader.loadPlanned();
    signal.throwIfAborted();
  } catch (error) {
    failure.abort(error);
    throw error;
  }
  const { height, width, channels, classNames } = located.manifest;
  return { train, test, height, width, channels, classNames };
}

function defaultBaseUrl(): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}/data/`;
}

interface PlannedFile {
  readonly file: StoredFile;
  readonly load: () => Promise<void>;
}

/** Loads the files of one manifest, and adds up their progress. */
class FileLoader {
  readonly #located: LocatedManifest;
  readonly #options: LoadOptions & { readonly fetch: FetchFile; readonly signal: AbortSignal };
  readonly #planned: PlannedFile[] = [];
  readonly #loadedBytes = new Map<string, number>();

  constructor(located: LocatedManifest, options: LoadOptions & { fetch: FetchFile; signal: AbortSignal }) {
    this.#located = located;
    this.#options = options;
  }

  /** Notes the files that hold the first `count` images, and returns the arrays that {@link loadPlanned} will fill. */
  plan(part: ManifestPart, count: number): StoredSet {
    const { height, width, channels } = this.#located.manifest;
    const imageBytes = height * width * channels;
    const set = { images: new Uint8Array(count * imageBytes), labels: new Uint8Array(count), count };
    if (count === 0) return set;
    const loadLabels = async () => set.labels.set((await this.#loadFile(part.labels)).subarray(0, count));
    this.#planned.push({ file: part.labels, load: loadLabels });
    let first = 0;
    for (const shard of part.shards) {
      if (first >= count) break;
      const target = set.images.subarray(first * imageBytes, (first + shard.count) * imageBytes);
      const load = async () => target.set((await this.#loadShard(shard)).subarray(0, target.length));
      this.#planned.push({ file: shard, load });
      first += shard.count;
    }
    return set;
  }

  async loadPlanned(): Promise<void> {
    // The lanes share one iterator, so each takes the next file as soon as it is free.
    const files = this.#planned.values();
    const lane = async () => {
      for (const { load } of files) await load();
    };
    await Promise.all(Array.from({ length: PARALLEL_DOWNLOADS }, lane));
  }

  async #loadFile(file: StoredFile): Promise<Uint8Array> {
    const bytes = await this.#download(file, (receivedBytes) => receivedBytes);
    this.#check(file, bytes, file);
    return bytes;
  }

  async #loadShard(shard: ManifestShard): Promise<Uint8Array> {
    if (shard.encoding === 'webpGrid') {
      const bytes = await this.#download(shard, (receivedBytes) => receivedBytes);
      this.#check(shard, bytes, shard);
      const { decodeImage = decodeImageInBrowser } = this.#options;
      return decodeWebpGrid(this.#address(shard), bytes, shard, this.#located.manifest, decodeImage);
    }
    // A host may send the gzip as its transport: then the browser has inflated it, and the content itself is checked.
    const content = { bytes: shard.contentBytes, sha256: shard.contentSha256 };
    const bytes = await this.#download(shard, (receivedBytes, firstChunk) =>
      isGzip(firstChunk) ? receivedBytes : receivedBytes * (shard.bytes / content.bytes),
    );
    this.#check(shard, bytes, isGzip(bytes) ? shard : content);
    return isGzip(bytes) ? inflate(bytes) : bytes;
  }

  async #download(file: StoredFile, storedBytes: (receivedBytes: number, firstChunk: Uint8Array) => number) {
    return download(this.#address(file), {
      ...this.#options,
      version: file.sha256.slice(0, 8),
      onChunk: (receivedBytes, firstChunk) => this.#report(file, storedBytes(receivedBytes, firstChunk)),
    });
  }

  #check(file: StoredFile, bytes: Uint8Array, expected: { readonly bytes: number; readonly sha256: string }): void {
    checkFile(this.#address(file), bytes, expected);
    this.#report(file, file.bytes);
  }

  #report(file: StoredFile, storedBytes: number): void {
    this.#loadedBytes.set(file.path, Math.min(Math.round(storedBytes), file.bytes));
    const loadedBytes = [...this.#loadedBytes.values()].reduce((total, bytes) => total + bytes, 0);
    const totalBytes = this.#planned.reduce((total, planned) => total + planned.file.bytes, 0);
    this.#options.onProgress?.({ loadedBytes, totalBytes });
  }

  #address(file: StoredFile): string {
    return `${this.#located.folder}${file.path}`;
  }
}
