import { beforeEach, describe, expect, test } from 'vitest';
import { DialectProgress } from '../../../src/training/dialect-progress.ts';
import { Gate } from '../../../src/training/gate.ts';
import type { BatchReport, TrainingReport } from '../../../src/training/protocol.ts';
import { Stopwatch } from '../../../src/training/stopwatch.ts';
import { StopSignal } from '../../../src/training/stop-signal.ts';

/** The time, in milliseconds, that a test moves on by hand. */
let clock: number;
let reports: TrainingReport[];
let gate: Gate;

beforeEach(() => {
  clock = 1_000;
  reports = [];
  gate = new Gate(() => undefined);
});

const batches = () => reports.filter((report): report is BatchReport => report.type === 'batch');

/** Two epochs of three batches: 10, 10 and 5 images. */
async function begin(): Promise<DialectProgress> {
  const progress = new DialectProgress({
    runId: 7,
    dialect: 'torch',
    epochs: 2,
    batchesPerEpoch: 3,
    imagesPerEpoch: 25,
    gate,
    report: (report) => reports.push(report),
    now: () => clock,
  });
  await progress.started(99);
  return progress;
}

/** A training step that takes so long. */
async function step(progress: DialectProgress, milliseconds: number, loss = 1, images = 10): Promise<void> {
  clock += milliseconds;
  await progress.stepped(images, { loss, accuracy: 0.5 });
}

describe('reports', () => {
  test('begin with what is about to happen', async () => {
    await begin();
    expect(reports).toEqual([
      { type: 'started', runId: 7, dialect: 'torch', epochs: 2, batchesPerEpoch: 3, parameterCount: 99 },
    ]);
  });

  test('tell the means of the epoch so far, and at its end those with the validation', async () => {
    const progress = await begin();
    for (const loss of [3, 2.5, 2.25]) await step(progress, 500, loss);
    expect(batches().map(({ batch, loss, accuracy }) => [batch, loss, accuracy])).toEqual([
      [1, 3, 0.5],
      [2, 2.5, 0.5],
      [3, 2.25, 0.5],
    ]);
    progress.epochEnded({ loss: 4, accuracy: 0.1 });
    expect(progress.lastEpoch).toEqual({
      type: 'epoch',
      runId: 7,
      dialect: 'torch',
      epoch: 1,
      loss: 2.25,
      accuracy: 0.5,
      validationLoss: 4,
      validationAccuracy: 0.1,
    });
    expect(reports.at(-1)).toBe(progress.lastEpoch);
  });

  test('start each epoch anew', async () => {
    const progress = await begin();
    for (const images of [10, 10, 5]) await step(progress, 500, 8, images);
    progress.epochEnded(null);
    expect(progress.lastEpoch).toMatchObject({ validationLoss: null, validationAccuracy: null });
    await step(progress, 500, 2);
    expect(batches().at(-1)).toMatchObject({ epoch: 2, batch: 1, batchesPerEpoch: 3, loss: 2 });
  });

  test('tell the speed and the time left', async () => {
    const progress = await begin();
    await step(progress, 500);
    await step(progress, 300);
    // 20 images in 0.8 s, and 30 of 50 to come.
    expect(batches().at(-1)).toMatchObject({ imagesPerSecond: 25, secondsLeft: 1.2 });
  });

  test('come ten times a second at most, but for the last batch of an epoch', async () => {
    const progress = await begin();
    await step(progress, 10);
    await step(progress, 10);
    await step(progress, 10, 1, 5);
    expect(batches().map(({ batch }) => batch)).toEqual([1, 3]);
    progress.epochEnded(null);
    await step(progress, 99);
    await step(progress, 1);
    expect(batches().map(({ epoch, batch }) => [epoch, batch])).toEqual([
      [1, 1],
      [1, 3],
      [2, 2],
    ]);
  });

  test('come at once for a single step', async () => {
    const progress = await begin();
    await step(progress, 10);
    gate.pause();
    const paused = step(progress, 10);
    expect(batches().map(({ batch }) => batch)).toEqual([1, 2]);
    gate.resume();
    await paused;
  });
});

describe('training time', () => {
  test('is that of the steps: no pause, no evaluation', async () => {
    const progress = await begin();
    await step(progress, 400);
    gate.pause();
    const paused = step(progress, 600);
    await new Promise((resolve) => setTimeout(resolve, 20));
    clock += 60_000;
    gate.resume();
    await paused;
    expect(progress.trainingSeconds).toBe(1);
    await step(progress, 500, 1, 5);
    for (let batch = 0; batch < 3; batch++) {
      clock += 1_000;
      await progress.evaluated();
    }
    progress.epochEnded({ loss: 1, accuracy: 0 });
    expect(progress.trainingSeconds).toBe(1.5);
    for (const images of [10, 10, 5]) await step(progress, 500, 1, images);
    progress.epochEnded(null);
    clock += 5_000;
    await progress.evaluated();
    expect(progress.trainingSeconds).toBe(3);
    expect(progress.imagesPerSecond).toBe(50 / 3);
  });

  test('does not begin before the gate lets the first step through', async () => {
    gate.pause();
    const beginning = begin();
    await new Promise((resolve) => setTimeout(resolve, 20));
    clock += 9_000;
    gate.resume();
    const progress = await beginning;
    await step(progress, 500);
    expect(progress.trainingSeconds).toBe(0.5);
  });
});

describe('divergence', () => {
  test.each([NaN, Infinity])('is told of a loss of %s, with its place', async (loss) => {
    const progress = await begin();
    await step(progress, 10);
    await expect(step(progress, 10, loss)).rejects.toMatchObject({
      kind: 'diverged',
      message: `The loss became ${loss} in epoch 1, batch 2: the training diverged.`,
      fix: 'Try a smaller learning rate.',
    });
  });

  test('is told of a validation loss', async () => {
    const progress = await begin();
    for (let batch = 0; batch < 3; batch++) await step(progress, 10);
    expect(() => progress.epochEnded({ loss: NaN, accuracy: 0 })).toThrow('in the validation of epoch 1');
  });
});

test('a stop ends the run after its step, and in an evaluation', async () => {
  const progress = await begin();
  gate.stop();
  await expect(step(progress, 10)).rejects.toThrow(StopSignal);
  await expect(progress.evaluated()).rejects.toThrow(StopSignal);
});

test('a stopwatch adds up the time between start and stop', () => {
  const stopwatch = new Stopwatch(() => clock);
  stopwatch.start();
  clock += 1_500;
  stopwatch.stop();
  clock += 10_000;
  stopwatch.start();
  clock += 10_000;
  stopwatch.start();
  clock += 500;
  stopwatch.stop();
  expect(stopwatch.seconds).toBe(2);
});
