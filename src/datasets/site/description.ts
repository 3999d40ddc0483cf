import type { CsvSource, FolderSource } from '../own/description.ts';
import type { DatasetDescription } from '../registry.ts';

/** A data set that who runs this site has put into `content/data`: its description, and who is to be credited. */
export interface SiteDataset extends DatasetDescription {
  /** Its folder below `content/data`; settings, links and files call it so. */
  readonly name: string;
  /** As it was written down: an SPDX identifier, or words. */
  readonly licence: string;
  /** Where it comes from: an address, or words. */
  readonly credit: string;
  /** A sentence or two about it; empty where none was written. */
  readonly summary: string;
  /** How its files were read, so that a program can read them in the same way. */
  readonly source: CsvSource | FolderSource;
  /** The classes as the files call them, in the order of `classNames`, which may be other words for them. */
  readonly storedClassNames: readonly string[];
}
