import type { DatasetChoice } from '../training/protocol.ts';
import { isResized } from './resized-data.ts';

/** What a program that resizes the images of a data set, or reads them from files, needs of Pillow; else none. */
export function pillowImports(dataset: DatasetChoice): string[] {
  if (isResized(dataset)) return ['from PIL import Image'];
  const readsImages = typeof dataset === 'object' && dataset.source.type === 'images';
  return readsImages ? ['from PIL import Image, ImageOps'] : [];
}
