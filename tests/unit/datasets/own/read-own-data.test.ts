import { expect, test } from 'vitest';
import { readOwnData, type ReadingWorker } from '../../../../src/datasets/own/read-own-data.ts';
import type { ReadingReport, ReadingRequest } from '../../../../src/datasets/own/reading-protocol.ts';
import { openCsv } from '../../support/own-files.ts';

/** A worker that answers as the test says. */
class SaidWorker implements ReadingWorker {
  readonly requests: ReadingRequest[] = [];
  isEnded = false;
  #onMessage: (event: { readonly data: ReadingReport }) => void = () => undefined;
  #onError: (event: { readonly message?: string }) => void = () => undefined;

  postMessage(request: ReadingRequest): void {
    this.requests.push(request);
  }

  addEventListener(type: 'message', listener: (event: { readonly data: ReadingReport }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  addEventListener(
    type: 'message' | 'error',
    listener: (event: { readonly data: ReadingReport } & { readonly message?: string }) => void,
  ): void {
    if (type === 'message') this.#onMessage = listener;
    else this.#onError = listener as (event: { readonly message?: string }) => void;
  }

  terminate(): void {
    this.isEnded = true;
  }

  say(data: ReadingReport): void {
    this.#onMessage({ data });
  }

  crash(message: string): void {
    this.#onError({ message });
  }
}

function reading() {
  const worker = new SaidWorker();
  const cancel = new AbortController();
  const shares: number[] = [];
  const request = { type: 'csv', id: 1, file: new File(['1'], 'a.csv'), labelColumn: null } as const;
  const read = readOwnData(request, {
    signal: cancel.signal,
    onProgress: (share) => shares.push(share),
    createWorker: () => worker,
  });
  return { worker, cancel, shares, read };
}

test('progress is told, and the worker ends with the reading', async () => {
  const { worker, shares, read } = reading();
  const data = await openCsv('bars.csv');
  worker.say({ type: 'progress', share: 0.5 });
  worker.say({ type: 'read', data });
  expect(await read).toBe(data);
  expect(shares).toEqual([0.5]);
  expect(worker.requests).toHaveLength(1);
  expect(worker.isEnded).toBe(true);
});

test('what is cancelled ends its worker', async () => {
  const { worker, cancel, read } = reading();
  cancel.abort();
  await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  expect(worker.isEnded).toBe(true);
});

test('what is wrong with a file, and a worker that dies, are told', async () => {
  const bad = reading();
  bad.worker.say({ type: 'failed', file: 'a.csv', message: 'It is empty.', fix: 'Choose another.' });
  await expect(bad.read).rejects.toMatchObject({
    name: 'DatasetError',
    message: 'It is empty.',
    fix: 'Choose another.',
  });
  const dead = reading();
  dead.worker.crash('out of memory');
  await expect(dead.read).rejects.toMatchObject({ message: 'It could not be read: out of memory.' });
  expect(dead.worker.isEnded).toBe(true);
});
