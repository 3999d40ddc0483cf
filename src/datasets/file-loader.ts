import { decodeImageInBrowser, decodeWebpGrid, inflate, isGzip } from './decode.ts';
import { checkFile, download, type FetchFile } from './download.ts';
import type { LoadOptions } from './load.ts';
import type { ManifestPart, ManifestShard, StoredFile } from './manifest.ts';

/** {@link LoadOptions} with how files are fetched, and what ends it. */
export type LoadFilesOptions = LoadOptions & { readonly fetch: FetchFile; readonly signal: AbortSignal };

/** The first examples of a part. */
export interface PlannedSet {
  readonly images: Uint8Array<ArrayBuffer>;
  readonly labels: Uint8Array;
  readonly count: number;
}

const PARALLEL_DOWNLOADS = 4;

interface PlannedFile {
  readonly file: StoredFile;
  readonly load: () => Promise<void>;
}

/** Where the files lie, and what an example is. */
interface LoadedFolder {
  /** Its address, ending in a slash. */
  readonly folder: string;
  readonly size: { readonly height: number; readonly width: number; readonly channels: number };
  /** 1 for bytes, which is so unless told, 4 for float32. */
  readonly bytesPerNumber?: number;
}

/** Loads the files of one manifest, and adds up their progress. */
export class FileLoader {
  readonly #from: LoadedFolder;
  readonly #options: LoadFilesOptions;
  readonly #planned: PlannedFile[] = [];
  readonly #loadedBytes = new Map<string, number>();

  constructor(from: LoadedFolder, options: LoadFilesOptions) {
    this.#from = from;
    this.#options = options;
  }

  /** Notes the files that hold the first `count` images, and returns the arrays that {@link loadPlanned} will fill. */
  plan(part: ManifestPart, count: number): PlannedSet {
    const { size, bytesPerNumber = 1 } = this.#from;
    const imageBytes = size.height * size.width * size.channels * bytesPerNumber;
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
      return decodeWebpGrid(this.#address(shard), bytes, shard, this.#from.size, decodeImage);
    }
    // A host may send the gzip as its transport: then the browser has inflated it, and the content itself is checked.
    const content = { bytes: shard.contentBytes, sha256: shard.contentSha256 };
    const bytes = await this.#download(shard, (receivedBytes, firstChunk) =>
      isGzip(firstChunk) ? receivedBytes : receivedBytes * (shard.bytes / content.bytes),
    );
    // Pixels of somebody's own can begin as a gzip file does; the builder sees to it that the sizes tell them apart.
    const isStored = isGzip(bytes) && (bytes.length !== content.bytes || shard.bytes === content.bytes);
    this.#check(shard, bytes, isStored ? shard : content);
    return isStored ? inflate(bytes) : bytes;
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
    return `${this.#from.folder}${file.path}`;
  }
}
