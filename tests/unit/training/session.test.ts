/** Whole runs: the session, both dialects on WASM, and the committed data. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ActiveBackend, DeviceFailure } from '../../../src/engine/backend.ts';
import { BackendError } from '../../../src/engine/errors.ts';
import type { DialectName, DialectResult, TrainingFailure, TrainingReport } from '../../../src/training/protocol.ts';
import { loadDataset } from '../../../src/datasets/load.ts';
import { testSite } from '../datasets/site.ts';
import { mnistSettings } from '../support/settings.ts';
import { failureOf, resultOf, runtime, stage, wasm } from '../support/training-stage.ts';
import { startWasm } from '../support/wasm.ts';

const dialects: DialectName[] = ['keras', 'torch'];

beforeAll(startWasm);

const losses = (reports: readonly TrainingReport[]) =>
  reports.flatMap((report) => (report.type === 'batch' || report.type === 'epoch' ? [report.loss] : []));

describe('a run in both dialects', () => {
  test('learns, tells what it does in order, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const { reports, train } = stage();
    expect(await train(mnistSettings())).toEqual({ type: 'finished', runId: 1, leakedTensors: 0 });
    expect(memory().numTensors).toBe(before);
    const told = reports.map((report) => ('dialect' in report ? `${report.dialect} ${report.type}` : report.type));
    expect([...new Set(told)]).toEqual([
      'backend',
      'loading',
      ...dialects.flatMap((dialect) =>
        ['started', 'histograms', 'engine', 'batch', 'epoch', 'dialect'].map((type) => `${dialect} ${type}`),
      ),
      'finished',
    ]);
    // There is nothing to record on WebAssembly, and nothing to count.
    expect(reports.find(({ type }) => type === 'engine')).toMatchObject({ execution: 'eager', plans: 0, step: null });
    // 900 images in batches of 50, twice.
    expect(told.filter((type) => type === 'keras batch')).toHaveLength(36);
    expect(told.filter((type) => type === 'torch batch')).toHaveLength(36);
    for (const dialect of dialects) expectHonestResult(resultOf(reports, dialect), reports, dialect);
  });

  function expectHonestResult(result: DialectResult, reports: readonly TrainingReport[], dialect: DialectName): void {
    expect(result.parameterCount).toBe(784 * 32 + 32 + 32 * 10 + 10);
    expect(result.testAccuracy).toBeGreaterThan(0.78);
    expect(result.validationAccuracy).toBeGreaterThan(0.78);
    expect(result.testLoss).toBeLessThan(0.8);
    const epochs = reports.filter((report) => report.type === 'epoch' && report.dialect === dialect);
    expect(epochs.at(-1)).toMatchObject({
      loss: result.trainLoss,
      accuracy: result.trainAccuracy,
      validationLoss: result.validationLoss,
      validationAccuracy: result.validationAccuracy,
    });
    const counts = result.confusionMatrix.flat();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300);
    const correct = result.confusionMatrix.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
    expect(result.testAccuracy).toBe(correct / 300);
    expect(result.samples).toHaveLength(25);
    expect(result.trainingSeconds).toBe(1_800 / result.imagesPerSecond);
  }

  test.each(dialects)('weighs each image alike in the means of an epoch: %s', async (dialect) => {
    const meanLoss = async (batchSize: number) => {
      const { reports, train } = stage();
      // 117 images, which hardly move the weights: however they are cut into batches, their mean loss is the same.
      const still = { trainImages: 130, testImages: 100, epochs: 1, optimizer: 'sgd', learningRate: 1e-7 } as const;
      await train(mnistSettings({ ...still, batchSize, dialects: [dialect] }));
      return resultOf(reports, dialect).trainLoss;
    };
    expect(await meanLoss(50)).toBeCloseTo(await meanLoss(117), 5);
  });

  test('repeats itself to the last digit from the same seed, and not from another', async () => {
    const settings = mnistSettings({ trainImages: 200, epochs: 2 });
    const run = async (seed: number) => {
      const { reports, train } = stage();
      await train({ ...settings, seed });
      return losses(reports);
    };
    const first = await run(42);
    expect(first).toHaveLength(2 * 2 * (4 + 1));
    expect(await run(42)).toEqual(first);
    const other = await run(43);
    expect(other.slice(0, 3)).not.toEqual(first.slice(0, 3));
    expect(other.slice(10, 13)).not.toEqual(first.slice(10, 13));
  });

  test('goes over the change of styles in one step', async () => {
    const pausedAt: number[] = [];
    const { session, reports, train } = stage((report, session) => {
      if (report.type !== 'paused') return;
      pausedAt.push(reports.filter(({ type }) => type === 'batch').length);
      void session.handle({ type: 'step', runId: 1 });
    });
    const run = train(mnistSettings({ dialects: ['torch', 'keras'], trainImages: 90, testImages: 60, epochs: 1 }));
    await session.handle({ type: 'step', runId: 1 });
    expect((await run)?.type).toBe('finished');
    const batchCount = reports.filter(({ type }) => type === 'batch').length;
    expect(new Set(reports.flatMap((report) => (report.type === 'batch' ? [report.dialect] : []))).size).toBe(2);
    expect(pausedAt).toEqual(Array.from({ length: batchCount }, (_, index) => index + 1));
  });

  test('trains a convolutional network with dropout, pooling and SGD', async () => {
    const { reports, train } = stage();
    const last = await train(
      mnistSettings({
        trainImages: 300,
        epochs: 3,
        batchSize: 32,
        optimizer: 'sgd',
        learningRate: 0.1,
        scaling: 'minusOneToOne',
        validationSplit: 0,
        layers: [
          { type: 'conv2d', filters: 8, kernelSize: 5, activation: 'relu' },
          { type: 'maxPool2d', poolSize: 3 },
          { type: 'flatten' },
          { type: 'dropout', rate: 0.2 },
          { type: 'dense', units: 10, activation: 'linear' },
        ],
      }),
    );
    expect(last).toEqual({ type: 'finished', runId: 1, leakedTensors: 0 });
    for (const dialect of dialects) {
      const { testAccuracy, validationLoss, validationAccuracy } = resultOf(reports, dialect);
      expect(testAccuracy).toBeGreaterThan(0.5);
      expect([validationLoss, validationAccuracy]).toEqual([null, null]);
    }
  });
});

describe('a backend that keeps memory for later tensors gives it back', () => {
  test.each(['finished', 'stopped', 'failed'] as const)('when a run has %s', async (ending) => {
    const released: number[] = [];
    const releaseMemory = () => released.push(memory().numTensors);
    const before = memory().numTensors;
    const { train } = stage(
      ({ type }, session) => {
        if (type !== 'batch') return;
        if (ending === 'stopped') void session.handle({ type: 'stop', runId: 1 });
        if (ending === 'failed') throw new Error('broken on purpose');
      },
      { loadRuntime: () => Promise.resolve(runtime({ ...wasm, releaseMemory })) },
    );
    const last = await train(mnistSettings({ trainImages: 100, testImages: 50, epochs: 1, dialects: ['torch'] }));
    expect(last?.type).toBe(ending);
    expect(released).toEqual([before]);
  });
});

describe.each(dialects)('a run in %s', (dialect) => {
  const settings = mnistSettings({ trainImages: 200, testImages: 100, epochs: 2, dialects: [dialect] });

  test.each<[string, (report: TrainingReport) => boolean]>([
    ['while data loads', ({ type }) => type === 'loading'],
    ['before its first step', ({ type }) => type === 'started'],
    ['in the middle of an epoch', (report) => report.type === 'batch' && report.batch === 2],
    ['at the end of an epoch', (report) => report.type === 'batch' && report.batch === 4],
    ['between two epochs', ({ type }) => type === 'epoch'],
    ['in its test', (report) => report.type === 'epoch' && report.epoch === 2],
  ])('stops %s, and leaves no tensor behind', async (_, isTime) => {
    const before = memory().numTensors;
    const { session, reports, train } = stage((report, session) => {
      if (isTime(report)) void session.handle({ type: 'stop', runId: 1 });
    });
    expect(await train(settings)).toEqual({ type: 'stopped', runId: 1 });
    expect(memory().numTensors).toBe(before);
    expect(session.activeRunId).toBeNull();
    expect(reports.some(({ type }) => type === 'dialect')).toBe(false);
  });

  test('that diverges fails as such, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const { train } = stage();
    const last = await train({
      ...settings,
      optimizer: 'sgd',
      learningRate: 10,
      batchSize: 10,
      layers: [
        { type: 'flatten' },
        { type: 'dense', units: 64, activation: 'linear' },
        { type: 'dense', units: 64, activation: 'linear' },
        { type: 'dense', units: 64, activation: 'linear' },
        { type: 'dense', units: 10, activation: 'linear' },
      ],
    });
    expect(failureOf(last)).toMatchObject({
      kind: 'diverged',
      message: expect.stringMatching(/^The loss became (NaN|Infinity) in epoch 1, batch \d+/) as string,
    });
    expect(memory().numTensors).toBe(before);
  });

  test('begins paused where it was told so before', async () => {
    const { session, reports, train } = stage((report, session) => {
      if (report.type === 'paused') void session.handle({ type: 'stop', runId: 1 });
    });
    await session.handle({ type: 'pause', runId: 1 });
    await train(settings);
    expect(reports.map(({ type }) => type)).toEqual(expect.arrayContaining(['paused', 'stopped']));
    expect(reports.filter(({ type }) => type === 'batch')).toEqual([]);
  });

  test('trains exactly one batch a step, and goes over the end of an epoch in one step', async () => {
    const { session, reports, train } = stage((report, session) => {
      if (report.type === 'paused') pausedAt.push(reports.filter(({ type }) => type === 'batch').length);
      if (report.type === 'paused' && pausedAt.length < 7) void session.handle({ type: 'step', runId: 1 });
      else if (report.type === 'paused') void session.handle({ type: 'stop', runId: 1 });
    });
    const pausedAt: number[] = [];
    const run = train(settings);
    await session.handle({ type: 'step', runId: 1 });
    await run;
    // An epoch has four batches; its validation has one.
    expect(pausedAt).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(reports.at(-1)?.type).toBe('stopped');
    const batches = reports.flatMap((report) => (report.type === 'batch' ? [[report.epoch, report.batch]] : []));
    expect(batches).toEqual([1, 2, 3, 4].map((batch) => [1, batch]).concat([1, 2, 3].map((batch) => [2, batch])));
  });

  test('pauses and resumes with the same result', async () => {
    const whole = stage();
    await whole.train(settings);
    let pauses = 0;
    const paused = stage((report, session) => {
      if (report.type === 'batch' && pauses++ < 3) void session.handle({ type: 'pause', runId: 1 });
      if (report.type === 'paused') setTimeout(() => void session.handle({ type: 'resume', runId: 1 }), 5);
    });
    await paused.train(settings);
    const states = paused.reports.filter(({ type }) => type === 'paused' || type === 'resumed');
    expect(states.map(({ type }) => type)).toEqual(new Array(3).fill(['paused', 'resumed']).flat());
    expect(resultOf(paused.reports, dialect)).toEqual(resultOf(whole.reports, dialect));
  });
});

describe('a run fails', () => {
  const settings = mnistSettings({ trainImages: 200, testImages: 100, epochs: 1 });

  test('on its settings before anything is loaded', async () => {
    const { reports, train } = stage(undefined, { loadRuntime: () => Promise.reject(new Error('loaded')) });
    expect(failureOf(await train({ ...settings, learningRate: 0 })).kind).toBe('settings');
    expect(reports).toHaveLength(1);
  });

  test('on its network before anything is loaded', async () => {
    const { train } = stage(undefined, { loadRuntime: () => Promise.reject(new Error('loaded')) });
    expect(failureOf(await train({ ...settings, layers: [{ type: 'flatten' }] })).kind).toBe('network');
  });

  test('on its backend', async () => {
    const failing = { ...runtime(), startBackend: () => Promise.reject(new BackendError('A fact.', 'A fix.')) };
    const { train } = stage(undefined, { loadRuntime: () => Promise.resolve(failing) });
    expect(failureOf(await train(settings))).toEqual({ kind: 'backend', message: 'A fact.', fix: 'A fix.' });
  });

  test('on its data', async () => {
    const { session, train } = stage(undefined, {
      overrides: { 'train-labels.bin': () => new Response('', { status: 404 }) },
    });
    const failure = failureOf(await train(settings));
    expect(failure).toMatchObject({ kind: 'data', message: expect.stringContaining('train-labels.bin') as string });
    expect(session.activeRunId).toBeNull();
  });

  test.each<[DeviceFailure['kind'], TrainingFailure['kind'], RegExp]>([
    ['deviceLost', 'deviceLost', /device was lost \(unplugged\)/],
    ['outOfMemory', 'outOfMemory', /no memory left/],
    ['invalidCommand', 'internal', /refused a command: unplugged/],
  ])('on its device: %s', async (kind, failureKind, message) => {
    let breakDevice: (failure: DeviceFailure) => void = () => undefined;
    const failure = new Promise<DeviceFailure>((resolve) => (breakDevice = resolve));
    const { session, reports, train } = stage(
      (report, session) => {
        if (report.type !== 'batch' || report.batch !== 2) return;
        breakDevice({ kind, message: 'unplugged' });
        // The device never comes back, and neither does the step that waits for it.
        void session.handle({ type: 'pause', runId: 1 });
      },
      { loadRuntime: () => Promise.resolve(runtime({ ...wasm, failure })) },
    );
    const told = failureOf(await train(settings));
    expect(told.kind).toBe(failureKind);
    expect(told.message).toMatch(message);
    expect(session.activeRunId).toBeNull();
    expect(reports.filter(({ type }) => type === 'failed')).toHaveLength(1);
  });

  test('on its device, when a failing read tells of it first', async () => {
    let breakDevice: (failure: DeviceFailure) => void = () => undefined;
    const failure = new Promise<DeviceFailure>((resolve) => (breakDevice = resolve));
    const unreadable = (): Promise<never> => {
      setTimeout(() => {
        breakDevice({ kind: 'deviceLost', message: 'unplugged' });
      }, 20);
      return Promise.reject(new Error('the buffer was unmapped'));
    };
    const backend: ActiveBackend = { ...wasm, name: 'webgpu', failure };
    const failing = { ...runtime(backend), trainers: { keras: unreadable, torch: unreadable } };
    const { train } = stage(undefined, { loadRuntime: () => Promise.resolve(failing) });
    expect(failureOf(await train(settings)).kind).toBe('deviceLost');
  });

  test('while another is active, which goes on', async () => {
    const { session, reports, train } = stage();
    const first = train(settings);
    await session.handle({ type: 'train', runId: 2, backend: 'wasm', settings });
    const refusal = reports.find(({ runId }) => runId === 2);
    expect(failureOf(refusal).message).toBe('Another run is active in this worker.');
    expect(session.activeRunId).toBe(1);
    expect(await first).toEqual({ type: 'finished', runId: 1, leakedTensors: 0 });
  });

  test('and requests for another run change nothing', async () => {
    const { session, train } = stage();
    const run = train(settings);
    await session.handle({ type: 'stop', runId: 9 });
    expect((await run)?.type).toBe('finished');
  });
});

describe('a preview', () => {
  const preview = async (count: number, offset: number, dataset: 'mnist' | 'cifar10' = 'mnist') => {
    const { session, reports } = stage(undefined, { loadRuntime: () => Promise.reject(new Error('loaded')) });
    await session.handle({ type: 'preview', runId: 3, dataset, count, offset });
    expect(reports.at(-1)).toEqual({ type: 'finished', runId: 3, leakedTensors: 0 });
    const report = reports.find(({ type }) => type === 'preview');
    if (report?.type !== 'preview') expect.fail('there are no images');
    return report.images;
  };

  test('returns images from anywhere in the set, without tensors', async () => {
    const images = await preview(5, 20);
    const { options } = testSite();
    const { train } = await loadDataset('mnist', { trainImages: 25, testImages: 0 }, options);
    expect(images.map(({ label }) => label)).toEqual([...train.labels.subarray(20, 25)]);
    const [first] = images;
    expect(first).toMatchObject({ width: 28, height: 28 });
    const greys = [...(first?.pixels ?? [])].filter((_, index) => index % 4 === 1);
    expect(greys).toEqual([...train.images.subarray(20 * 784, 21 * 784)]);
  });

  test('returns color', async () => {
    const [image] = await preview(1, 0, 'cifar10');
    expect(image?.pixels).toHaveLength(32 * 32 * 4);
    expect(new Set([...(image?.pixels.subarray(0, 400) ?? [])]).size).toBeGreaterThan(10);
  });

  test('wraps around at the end of the set', async () => {
    const images = await preview(5, 9_998);
    expect(images).toHaveLength(5);
    expect(images.slice(2).map(({ label }) => label)).toEqual((await preview(3, 0)).map(({ label }) => label));
  });
});
