/** What the page and the worker that reads a reader's files say to each other: types only. */
import type { OwnData } from './own-data.ts';
import type { FoundFile, ImageSide } from './read-images.ts';

/** What to read, and how. */
export type ReadingRequest =
  | { readonly type: 'csv'; readonly id: number; readonly file: File; readonly labelColumn: number | null }
  | {
      readonly type: 'images';
      readonly id: number;
      readonly files: readonly FoundFile[];
      readonly side: ImageSide | null;
      readonly channels: 1 | 3 | null;
    };

/** The worker's answers: many of the first kind, and then one of the others. */
export type ReadingReport =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'read'; readonly data: OwnData }
  | { readonly type: 'failed'; readonly file: string; readonly message: string; readonly fix: string };
