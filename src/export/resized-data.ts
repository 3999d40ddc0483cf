/** A data set that is another one in a smaller size, in Python: Pillow makes the bytes that the page makes. */
import { isDownloaded } from '../datasets/describe.ts';
import { datasets } from '../datasets/registry.ts';
import type { DatasetChoice } from '../training/protocol.ts';

/** Whether a program resizes the images of this data set. */
export function isResized(dataset: DatasetChoice): boolean {
  return isDownloaded(dataset) && datasets[dataset].resizedFrom !== undefined;
}

/** Lines that give `images`, an array of bytes [count, height, width], the size of the data set. */
export function resizeLines(dataset: DatasetChoice): string[] {
  if (!isDownloaded(dataset) || !isResized(dataset)) return [];
  const { width, height } = datasets[dataset];
  return [
    `size, bilinear = (${width}, ${height}), Image.Resampling.BILINEAR`,
    'images = [Image.fromarray(image).resize(size, bilinear) for image in images]',
    'images = numpy.stack([numpy.asarray(image) for image in images])',
  ];
}
