import type { ImageSet } from '../../../src/datasets/load.ts';
import type { SiteDataset } from '../../../src/datasets/site/description.ts';

/** What was read of a set's files: examples, split into those to train on and those for the test. */
export interface SiteExamples extends Pick<
  SiteDataset,
  'height' | 'width' | 'channels' | 'source' | 'storedClassNames'
> {
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** What its owner should know: that images were resized, or columns left out. */
  readonly notes: readonly string[];
}
