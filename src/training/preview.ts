import { describeDataset, isDownloaded } from '../datasets/describe.ts';
import { compactImages } from '../datasets/registry.ts';
import { toRgba } from './image-batches.ts';
import { loadImages } from './load-images.ts';
import type { FinishedReport, PreviewRequest } from './protocol.ts';
import type { RunContext } from './run-context.ts';

/** Reports images of a data set, without any tensor engine. */
export async function preview(
  { runId, dataset, count, offset }: PreviewRequest,
  context: RunContext,
): Promise<FinishedReport> {
  const most = isDownloaded(dataset) ? compactImages.train : describeDataset(dataset).fullTrainImages;
  const first = offset % most;
  const counts = { trainImages: Math.min(first + count, most), testImages: 0 };
  const { train, height, width, channels } = await loadImages(context, dataset, counts);
  const images = Array.from({ length: count }, (_, i) => {
    const index = (first + i) % most;
    const pixels = toRgba(train, index, [height, width, channels]);
    return { width, height, label: train.labels[index] ?? 0, pixels };
  });
  context.report({ type: 'preview', runId, images });
  return { type: 'finished', runId, leakedTensors: 0 };
}
