import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TrainingClient, type Run, type WorkerLike } from '../../../src/training/client.ts';
import type { TrainingFailure, TrainingReport, TrainingRequest } from '../../../src/training/protocol.ts';
import { mnistSettings } from '../support/settings.ts';

type Listener = (event: { readonly data: unknown; readonly message?: string }) => void;

/** A worker that says what a test has it say. */
class FakeWorker implements WorkerLike {
  readonly requests: TrainingRequest[] = [];
  terminated = false;
  readonly #listeners = new Map<string, Listener>();

  postMessage(message: TrainingRequest): void {
    this.requests.push(message);
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, listener);
  }

  terminate(): void {
    this.terminated = true;
  }

  says(data: unknown): void {
    this.#listeners.get('message')?.({ data });
  }

  breaks(type: 'error' | 'messageerror', message?: string): void {
    this.#listeners.get(type)?.({ data: null, ...(message !== undefined && { message }) });
  }
}

let workers: FakeWorker[];
let client: TrainingClient;
let reports: TrainingReport[];

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  reports = [];
  client = new TrainingClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
});

afterEach(() => {
  expect(vi.getTimerCount(), 'timers left of a run that is over').toBeLessThanOrEqual(1);
  vi.useRealTimers();
});

const train = (by = client) =>
  by.start({ type: 'train', backend: 'auto', settings: mnistSettings() }, (report) => reports.push(report));

/** The worker of the given number, counted from 0. */
function worker(index = 0): FakeWorker {
  const found = workers[index];
  if (!found) expect.fail(`there is no worker ${index}`);
  return found;
}

function lastFailure(): TrainingFailure {
  const report = reports.at(-1);
  if (report?.type !== 'failed') expect.fail(`the last report is ${String(report?.type)}`);
  return report.error;
}

async function expectEnding(run: Run, ending: string): Promise<void> {
  await expect(run.ended).resolves.toBe(ending);
  expect(client.activeRun).toBeNull();
}

describe('data of the reader’s own', () => {
  const part = { images: new Uint8Array(1), labels: new Uint8Array(1), count: 1 };
  const dataset = { train: part, test: part, height: 1, width: 1, channels: 1, classNames: ['a'] };
  const trainOn = (id: number) =>
    client.start({ type: 'train', backend: 'auto', settings: mnistSettings() }, () => undefined, { id, dataset });
  const typesOf = (index: number) => worker(index).requests.map(({ type }) => type);

  test('goes to a worker once, before the first run that names it', async () => {
    for (const id of [1, 1, 2]) {
      const run = trainOn(id);
      worker().says({ type: 'finished', runId: run.id, leakedTensors: 0 });
      await run.ended;
    }
    expect(typesOf(0)).toEqual(['own-data', 'train', 'train', 'own-data', 'train']);
    client.releaseOwnData(1);
    expect(typesOf(0)).toHaveLength(5);
    client.releaseOwnData(2);
    expect(worker().requests.at(-1)).toMatchObject({ type: 'own-data', data: null });
  });

  test('goes to the worker that replaces another', async () => {
    const run = trainOn(1);
    worker().breaks('error', 'it died');
    await run.ended;
    const next = trainOn(1);
    expect(typesOf(1)).toEqual(['own-data', 'train']);
    worker(1).says({ type: 'finished', runId: next.id, leakedTensors: 0 });
    await next.ended;
  });
});

describe('a run', () => {
  test('asks its worker to train, hands reports on, and ends with the last', async () => {
    const run = train();
    expect(client.activeRun).toBe(run);
    expect(worker().requests).toEqual([{ type: 'train', runId: run.id, backend: 'auto', settings: mnistSettings() }]);
    worker().says({ type: 'loading', runId: run.id, loadedBytes: 1, totalBytes: 2 });
    worker().says({ type: 'alive', runId: run.id });
    worker().says({ type: 'finished', runId: run.id, leakedTensors: 0 });
    expect(reports.map(({ type }) => type)).toEqual(['loading', 'finished']);
    await expectEnding(run, 'finished');
  });

  test('is paused, resumed and stepped by its number', () => {
    const run = train();
    run.pause();
    run.step();
    run.resume();
    expect(worker().requests.slice(1)).toEqual(['pause', 'step', 'resume'].map((type) => ({ type, runId: run.id })));
  });

  test('is paused before it begins, where it is to begin so', () => {
    client.pauseNext();
    const run = train();
    expect(workers).toHaveLength(1);
    expect(worker().requests.map(({ type, runId }) => [type, runId])).toEqual([
      ['pause', run.id],
      ['train', run.id],
    ]);
  });

  test('is the only one until it ends; then the same worker takes the next', async () => {
    const first = train();
    expect(() => train()).toThrow('Stop it first');
    worker().says({ type: 'finished', runId: first.id, leakedTensors: 0 });
    await first.ended;
    const request = { type: 'preview', dataset: 'mnist', count: 5, offset: 10 } as const;
    const second = client.start(request, (report) => reports.push(report));
    expect(workers).toHaveLength(1);
    expect(worker().requests.at(-1)).toEqual({ ...request, runId: second.id });
    expect(second.id).not.toBe(first.id);
  });

  test('hears nothing that is meant for another, and says nothing after its end', async () => {
    const first = train();
    worker().says({ type: 'loading', runId: first.id + 1, loadedBytes: 1, totalBytes: 2 });
    expect(reports).toEqual([]);
    worker().says({ type: 'stopped', runId: first.id });
    await first.ended;
    train();
    first.pause();
    worker().says({ type: 'loading', runId: first.id, loadedBytes: 1, totalBytes: 2 });
    expect(reports.map(({ type }) => type)).toEqual(['stopped']);
    expect(worker().requests).toHaveLength(2);
  });
});

describe('stop', () => {
  test('waits for the worker to free its tensors', async () => {
    const run = train();
    const stopped = run.stop();
    expect(worker().requests.at(-1)).toEqual({ type: 'stop', runId: run.id });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(client.activeRun).toBe(run);
    worker().says({ type: 'stopped', runId: run.id });
    await stopped;
    await expectEnding(run, 'stopped');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(worker().terminated).toBe(false);
  });

  test('ends a worker that does not answer, and the next run gets a new one', async () => {
    const run = train();
    const stopped = run.stop();
    await vi.advanceTimersByTimeAsync(3_000);
    await stopped;
    expect(worker().terminated).toBe(true);
    expect(reports).toEqual([{ type: 'stopped', runId: run.id }]);
    const next = train();
    worker(0).says({ type: 'finished', runId: next.id, leakedTensors: 0 });
    expect(client.activeRun).toBe(next);
    expect(worker(1).requests).toHaveLength(1);
  });
});

describe('a worker that fails', () => {
  test.each([
    ['dies', () => worker().breaks('error', 'SyntaxError: x'), /stopped: SyntaxError: x/],
    ['dies without a word', () => worker().breaks('error'), /stopped: error/],
    ['sends what cannot be read', () => worker().breaks('messageerror'), /stopped: messageerror/],
    ['talks nonsense', () => worker().says({ hello: 'world' }), /not part of the protocol/],
  ])('%s: the run fails, and the next one gets a new worker', async (_, failing, message) => {
    const run = train();
    failing();
    await expectEnding(run, 'failed');
    expect(lastFailure()).toMatchObject({ kind: 'worker', message: expect.stringMatching(message) as string });
    expect(worker(0).terminated).toBe(true);
    const next = train();
    worker(1).says({ type: 'finished', runId: next.id, leakedTensors: 0 });
    await expectEnding(next, 'finished');
  });

  test('between two runs is replaced', () => {
    const run = train();
    worker().says({ type: 'finished', runId: run.id, leakedTensors: 0 });
    worker().breaks('error', 'late');
    expect(reports.map(({ type }) => type)).toEqual(['finished']);
    train();
    expect(workers).toHaveLength(2);
  });

  test('cannot be started: the run fails, and does not throw', async () => {
    const blocked = new TrainingClient(() => {
      throw new Error('blocked by policy');
    });
    const run = train(blocked);
    await expect(run.ended).resolves.toBe('failed');
    expect(lastFailure().message).toContain('blocked by policy');
    expect(blocked.activeRun).toBeNull();
  });

  test('is silent for half a minute', async () => {
    const run = train();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(client.activeRun).toBe(run);
    await vi.advanceTimersByTimeAsync(1_000);
    await expectEnding(run, 'failed');
    expect(lastFailure()).toMatchObject({ kind: 'worker', message: 'The training worker no longer answers.' });
    expect(worker().terminated).toBe(true);
  });

  test('is not silent as long as it says that it lives', async () => {
    const run = train();
    for (let second = 0; second < 120; second += 20) {
      await vi.advanceTimersByTimeAsync(20_000);
      worker().says({ type: 'alive', runId: run.id });
    }
    expect(client.activeRun).toBe(run);
    expect(reports).toEqual([]);
    worker().says({ type: 'finished', runId: run.id, leakedTensors: 0 });
  });
});

describe('a run that fails', () => {
  const fail = (kind: TrainingFailure['kind']) => {
    const run = train();
    worker().says({ type: 'failed', runId: run.id, error: { kind, message: 'A fact.', fix: 'A fix.' } });
    return run;
  };

  test('leaves nothing of its worker: a lost device may outlive it', async () => {
    await expectEnding(fail('deviceLost'), 'failed');
    expect(lastFailure()).toEqual({ kind: 'deviceLost', message: 'A fact.', fix: 'A fix.' });
    expect(worker().terminated).toBe(true);
    train();
    expect(workers).toHaveLength(2);
  });

  test('on its settings keeps the worker, which did nothing yet', async () => {
    await expectEnding(fail('settings'), 'failed');
    train();
    expect(workers).toHaveLength(1);
    expect(worker().terminated).toBe(false);
  });
});

describe('a client that is ended', () => {
  test('ends its worker and the run that goes on, and begins again with a new worker', async () => {
    const run = train();
    client.end();
    await expectEnding(run, 'stopped');
    expect(worker().terminated).toBe(true);
    train();
    expect(workers).toHaveLength(2);
  });

  test('between two runs tells nobody', () => {
    const run = train();
    worker().says({ type: 'finished', runId: run.id, leakedTensors: 0 });
    client.end();
    expect(reports.map(({ type }) => type)).toEqual(['finished']);
    expect(worker().terminated).toBe(true);
  });
});
