/** Reads a reader's files apart from the page, which so stays quick, and can end the reading by ending this worker. */
import { DatasetError } from '../dataset-error.ts';
import type { OwnData } from './own-data.ts';
import type { ReadingReport, ReadingRequest } from './reading-protocol.ts';

const REPORT_INTERVAL_MILLISECONDS = 100;

let lastReport = 0;

function onProgress(share: number): void {
  if (performance.now() - lastReport < REPORT_INTERVAL_MILLISECONDS) return;
  lastReport = performance.now();
  postMessage({ type: 'progress', share } satisfies ReadingReport);
}

async function read(request: ReadingRequest): Promise<OwnData> {
  if (request.type === 'csv') {
    const { readCsv } = await import('./read-csv.ts');
    return await readCsv(request.file, { ...request, onProgress });
  }
  const { readImages } = await import('./read-images.ts');
  return await readImages(request.files, { ...request, onProgress });
}

function failureOf(error: unknown): ReadingReport {
  if (error instanceof DatasetError) {
    const { file, message, fix } = error;
    return { type: 'failed', file, message, fix };
  }
  // A file that has changed or gone since it was chosen, or a full memory.
  const message = `It could not be read: ${error instanceof Error ? error.message : String(error)}.`;
  return { type: 'failed', file: '', message, fix: 'Choose it again.' };
}

addEventListener('message', ({ data }: MessageEvent<ReadingRequest>) => {
  void read(data)
    .then((read) => {
      const { train, test } = read.dataset;
      const buffers = [train, test].flatMap(({ images, labels }) => [images.buffer, labels.buffer]);
      const transferred = buffers.filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer);
      postMessage({ type: 'read', data: read } satisfies ReadingReport, { transfer: transferred });
    })
    .catch((error: unknown) => {
      postMessage(failureOf(error));
    });
});
