import { DatasetError } from '../dataset-error.ts';
import type { OwnData } from './own-data.ts';
import type { ReadingReport, ReadingRequest } from './reading-protocol.ts';

/** The part of `Worker` that reading needs. */
export interface ReadingWorker {
  postMessage(message: ReadingRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ReadingReport }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

interface ReadingOptions {
  /** Called with a share of the work, 0 to 1, about ten times a second. */
  readonly onProgress: (share: number) => void;
  /** Ends the reading and frees what it has taken. */
  readonly signal: AbortSignal;
  readonly createWorker?: () => ReadingWorker;
}

/**
 * Reads files of the reader's in a worker of their own, which ends with the reading.
 *
 * @throws {DatasetError} when they cannot be read.
 * @throws the signal's reason when it is aborted.
 */
export async function readOwnData(
  request: ReadingRequest,
  { onProgress, signal, createWorker = startReadingWorker }: ReadingOptions,
): Promise<OwnData> {
  signal.throwIfAborted();
  const worker = createWorker();
  try {
    return await new Promise<OwnData>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('The reading was cancelled.', 'AbortError')));
      worker.addEventListener('error', ({ message }) => {
        const fact = `It could not be read: ${message ?? 'the worker ended'}.`;
        reject(new DatasetError('', fact, 'It may be too large for the memory of this tab: choose less data.'));
      });
      worker.addEventListener('message', ({ data }) => {
        if (data.type === 'progress') onProgress(data.share);
        else if (data.type === 'read') resolve(data.data);
        else reject(new DatasetError(data.file, data.message, data.fix));
      });
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}

function startReadingWorker(): ReadingWorker {
  return new Worker(new URL('./reading-worker.ts', import.meta.url), { type: 'module', name: 'duet-own-data' });
}
