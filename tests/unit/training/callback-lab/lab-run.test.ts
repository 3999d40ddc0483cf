/** Whole runs of the lab: the session, both dialects on WASM, and the committed data. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadDataset } from '../../../../src/datasets/load.ts';
import type { DeviceFailure } from '../../../../src/engine/backend.ts';
import { EngineReporter } from '../../../../src/training/engine-reporter.ts';
import { trainWithKeras } from '../../../../src/training/keras-trainer.ts';
import type { DialectName, LabEvent, LabSettings, TrainingReport } from '../../../../src/training/protocol.ts';
import { Session } from '../../../../src/training/session.ts';
import { trainWithTorch } from '../../../../src/training/torch-trainer.ts';
import { testSite } from '../../datasets/site.ts';
import { startWasm } from '../../support/wasm.ts';
import { labSettings } from './settings.ts';

beforeAll(startWasm);

/** 5 epochs of 9 batches; the loss of so few images soon stops to fall at such a rate. */
const small = { trainImages: 500, testImages: 100, batchSize: 50, epochs: 5, validationSplit: 0.1, learningRate: 0.01 };

const never = new Promise<DeviceFailure>(() => undefined);

async function reportsOf(
  request: (session: Session) => Promise<void>,
  onReport: (report: TrainingReport, session: Session) => void = () => undefined,
): Promise<TrainingReport[]> {
  const reports: TrainingReport[] = [];
  const { options } = testSite();
  const session: Session = new Session({
    report: (report) => {
      reports.push(report);
      onReport(report, session);
    },
    loadRuntime: () =>
      Promise.resolve({
        startBackend: () => Promise.resolve({ name: 'wasm', reason: '', adapter: '', failure: never } as const),
        trainers: { keras: trainWithKeras, torch: trainWithTorch },
        countLiveTensors: () => memory().numTensors,
        createEngineReporter: (given) => new EngineReporter(given),
      }),
    load: (name, counts, loading) => loadDataset(name, counts, { ...loading, ...options }),
  });
  await request(session);
  return reports;
}

interface Outcome {
  readonly last: TrainingReport | undefined;
  readonly rates: Readonly<Record<DialectName, readonly number[]>>;
  readonly events: Readonly<Record<DialectName, readonly LabEvent[]>>;
}

async function run(settings: LabSettings): Promise<Outcome> {
  const reports = await reportsOf((session) => session.handle({ type: 'lab', runId: 1, backend: 'wasm', settings }));
  // The lab shows no network from inside, so nothing is computed for that.
  expect(reports.map(({ type }) => type)).not.toContain('histograms');
  const of = (dialect: DialectName) =>
    reports.flatMap((report) => (report.type === 'lab' && report.dialect === dialect ? [report] : []));
  return {
    last: reports.at(-1),
    rates: { torch: of('torch').flatMap(({ rates }) => rates), keras: of('keras').flatMap(({ rates }) => rates) },
    events: { torch: of('torch').flatMap(({ events }) => events), keras: of('keras').flatMap(({ events }) => events) },
  };
}

const finished = { type: 'finished', runId: 1, leakedTensors: 0 };
const marks = (events: readonly LabEvent[], source: string) =>
  events.filter((event) => event.source === source).map(({ epoch, action, mark }) => [epoch, action, mark]);

/** The rates of each first step of an epoch. */
const byEpoch = (rates: readonly number[], batches: number) => rates.filter((_, step) => step % batches === 0);

describe('a run of the lab', () => {
  test('trains with the rates of the schedules', async () => {
    const { last, rates, events } = await run(
      labSettings(small, {
        torchSchedule: { name: 'StepLR', values: { step_size: 2, gamma: 0.1 } },
        kerasSchedule: { name: 'ExponentialDecay', values: { decay_steps: 9, decay_rate: 0.5, staircase: true } },
      }),
    );
    expect(last).toEqual(finished);
    expect(byEpoch(rates.torch, 9).map((rate) => Number(rate.toPrecision(6)))).toEqual([
      0.01, 0.01, 0.001, 0.001, 0.0001,
    ]);
    expect(rates.torch).toHaveLength(45);
    expect(byEpoch(rates.keras, 9)).toEqual(
      [0.01, 0.005, 0.0025, 0.00125, 0.000625].map((rate) => expect.closeTo(rate, 8) as number),
    );
    expect(marks(events.torch, 'StepLR').map(([, , mark]) => mark)).toEqual([
      '→ 0.01',
      '→ 0.001',
      '→ 0.001',
      '→ 0.0001',
      '→ 0.0001',
    ]);
    expect(marks(events.keras, 'ExponentialDecay')).toHaveLength(5);
  });

  test('the primer prints these four rates, and its progress bar these lines', async () => {
    const progress = '(epoch / 4 - 0.3) / 0.7';
    const down = `0.001 + (1 + math.cos(math.pi * (1 - ${progress}))) * (0.001 / 3 - 0.001) / 2`;
    const up = '0.0005 + (1 + math.cos(math.pi * (1 - epoch / 4 / 0.3))) * 0.0005 / 2';
    const schedule = `${up} if epoch / 4 < 0.3 else ${down}`;
    const { last, rates, events } = await run(
      labSettings(
        { ...small, epochs: 4, dialects: ['keras'] },
        { kerasSchedule: { name: 'LearningRateScheduler', values: { schedule } } },
        { SimpleProgress: {} },
      ),
    );
    expect(last).toEqual(finished);
    const printed = [0.0005, 0.00096650637, 0.0008744966, 0.0005220387];
    byEpoch(rates.keras, 9).forEach((rate, epoch) => {
      expect(Math.abs(rate - (printed[epoch] ?? NaN))).toBeLessThan(1e-9);
    });
    expect(rates.keras).toHaveLength(36);
    expect(events.keras.find(({ source }) => source === 'LearningRateScheduler')?.text).toBe(
      'Epoch 1: LearningRateScheduler setting learning rate to 0.0005.',
    );
    const bars = events.keras.filter(({ source }) => source === 'SimpleProgress').map(({ text }) => text);
    expect(bars).toHaveLength(4);
    expect(bars[3]).toMatch(/^Epoch 4\/4 \[={28}\.{8}\] Training Loss: \d Valid Loss: \d$/);
  });

  test('stops early, restores, saves and reduces in both dialects', async () => {
    const plateau = { factor: 0.1, cooldown: 0, min_lr: 0 };
    const { last, events, rates } = await run(
      labSettings(
        { ...small, learningRate: 0.3, epochs: 8 },
        {
          torchSchedule: { name: 'ReduceLROnPlateau', values: { ...plateau, patience: 0, threshold: 0.2 } },
          kerasSchedule: { name: 'ReduceLROnPlateau', values: { ...plateau, patience: 1, min_delta: 0.5 } },
        },
        {
          EarlyStopping: { monitor: 'val_loss', patience: 2, min_delta: 0.5, restore_best_weights: true },
          ModelCheckpoint: { monitor: 'val_loss', save_best_only: true },
        },
      ),
    );
    expect(last).toEqual(finished);
    for (const dialect of ['torch', 'keras'] as const) {
      const actions = new Set(events[dialect].map(({ source, action }) => `${source} ${action}`));
      expect([...actions], dialect).toEqual(
        expect.arrayContaining([
          'ReduceLROnPlateau reduced',
          'EarlyStopping waited',
          'EarlyStopping stopped',
          'EarlyStopping restored',
          'ModelCheckpoint saved',
        ]),
      );
      expect(rates[dialect].length).toBeLessThan(72);
      const stopped = events[dialect].find(({ action }) => action === 'stopped');
      const restored = events[dialect].find(({ action }) => action === 'restored');
      expect(restored?.epoch).toBe(stopped?.epoch);
      expect(events[dialect].find(({ action }) => action === 'reduced')?.value).toMatch(/^val_loss \d\.\d{4}$/);
    }
  });

  test('a callback of one’s own sets the rate, and stops', async () => {
    const own = { condition: 'logs["val_accuracy"] > 0 and epoch >= 1', action: 'set lr', value: 'lr / 2' };
    const halving = await run(labSettings({ ...small, epochs: 4 }, {}, { OwnCallback: own }));
    expect(halving.last).toEqual(finished);
    for (const dialect of ['torch', 'keras'] as const) {
      expect(byEpoch(halving.rates[dialect], 9)).toEqual(
        [0.01, 0.01, 0.005, 0.0025].map((rate) => expect.closeTo(rate, 8) as number),
      );
    }
    const stopping = await run(labSettings(small, {}, { OwnCallback: { ...own, action: 'stop' } }));
    expect(stopping.rates.torch).toHaveLength(18);
    expect(stopping.rates.keras).toHaveLength(18);
  });

  test('a callback that raises ends the run with what Python says, and frees everything', async () => {
    const before = memory().numTensors;
    const own = { condition: '1 / (epoch - 1) < 0', action: 'print', value: '0' };
    const settings = labSettings(small, {}, { OwnCallback: own });
    for (const dialect of ['torch', 'keras'] as const) {
      const { last, events } = await run({ ...settings, training: { ...settings.training, dialects: [dialect] } });
      if (last?.type !== 'failed') expect.fail('the run did not fail');
      expect(last.error).toMatchObject({ kind: 'settings' });
      expect(last.error.message).toBe('Your callback, after epoch 2, raised ZeroDivisionError: division by zero.');
      expect(marks(events[dialect], 'OwnCallback').at(-1)).toEqual([2, 'raised', 'condition']);
      expect(memory().numTensors, dialect).toBe(before);
    }
  });

  test('a schedule of one’s own that raises ends the run with what Python says', async () => {
    const kerasSchedule = { name: 'LearningRateScheduler', values: { schedule: 'lr / (1 - epoch)' } };
    const { last } = await run(labSettings({ ...small, dialects: ['keras'] }, { kerasSchedule }));
    if (last?.type !== 'failed') expect.fail('the run did not fail');
    expect(last.error.message).toBe('Your schedule, before epoch 2, raised ZeroDivisionError: division by zero.');
    const torchSchedule = { name: 'LambdaLR', values: { lr_lambda: '1 / (2 - epoch)' } };
    const other = await run(labSettings({ ...small, dialects: ['torch'] }, { torchSchedule }));
    expect(other.last).toMatchObject({
      error: { message: 'Your lr_lambda, in epoch 2, raised ZeroDivisionError: division by zero.' },
    });
    expect(marks(other.events.torch, 'LambdaLR').at(-1)).toEqual([2, 'raised', 'lr_lambda']);
  });

  test('a schedule that Keras refuses ends the run with what it says', async () => {
    const values = { boundaries: [9], values: [0.01] };
    const kerasSchedule = { name: 'PiecewiseConstantDecay', values };
    const { last } = await run(labSettings({ ...small, dialects: ['keras'] }, { kerasSchedule }));
    expect(last).toMatchObject({
      error: { kind: 'settings', message: expect.stringContaining('Keras raises ValueError: The length of') as string },
    });
  });

  test('a rate that Keras does not let be set ends the run with its TypeError', async () => {
    const own = { condition: 'epoch == 0', action: 'set lr', value: 'lr / 2' };
    const kerasSchedule = { name: 'ExponentialDecay', values: { decay_steps: 9, decay_rate: 0.5, staircase: true } };
    const settings = labSettings({ ...small, dialects: ['keras'] }, { kerasSchedule }, { OwnCallback: own });
    const { last } = await run(settings);
    if (last?.type !== 'failed') expect.fail('the run did not fail');
    expect(last.error.kind).toBe('settings');
    expect(last.error.message).toContain(
      'Your callback, after epoch 1, raised TypeError: This optimizer was created with a',
    );
  });

  test.each(['torch', 'keras'] as const)('a run of %s that is stopped keeps no weights', async (dialect) => {
    const before = memory().numTensors;
    const values = { monitor: 'val_loss', patience: 5, min_delta: 0, restore_best_weights: true };
    const settings = labSettings({ ...small, dialects: [dialect] }, {}, { EarlyStopping: values });
    const reports = await reportsOf(
      (session) => session.handle({ type: 'lab', runId: 1, backend: 'wasm', settings }),
      (report, session) => {
        if (report.type === 'epoch' && report.epoch === 2) void session.handle({ type: 'stop', runId: 1 });
      },
    );
    expect(reports.at(-1)).toEqual({ type: 'stopped', runId: 1 });
    expect(memory().numTensors).toBe(before);
  });

  test('a scheduler before the optimizer gets PyTorch’s warning, once', async () => {
    const { events, rates } = await run(
      labSettings(
        { ...small, dialects: ['torch'] },
        { torchSchedule: { name: 'ExponentialLR', values: { gamma: 0.5 } }, schedulerFirst: true },
      ),
    );
    const warnings = events.torch.filter(({ action }) => action === 'warned');
    expect(warnings.map(({ text }) => text)).toEqual([
      expect.stringContaining('UserWarning: Detected call of') as string,
    ]);
    expect(byEpoch(rates.torch, 9)).toEqual([0.005, 0.0025, 0.00125, 0.000625, 0.0003125]);
  });

  test('a scheduler that is stepped too often ends the run with its error', async () => {
    const values = { max_lr: 0.1, total_steps: 5, pct_start: 0.4, anneal_strategy: 'cos', cycle_momentum: true };
    const torchSchedule = {
      name: 'OneCycleLR',
      values: { ...values, div_factor: 25, final_div_factor: 1e4, three_phase: false },
    };
    const { last } = await run(labSettings({ ...small, dialects: ['torch'] }, { torchSchedule, stepAfter: 'batch' }));
    if (last?.type !== 'failed') expect.fail('the run did not fail');
    expect(last.error.message).toContain('PyTorch raises ValueError: Tried to step 6 times');
  });

  test.each([
    ['an unknown schedule', { torchSchedule: { name: 'toString', values: {} } }, 'There is no schedule “toString”'],
    [
      'a value out of its range',
      { torchSchedule: { name: 'StepLR', values: { step_size: 0, gamma: 1 } } },
      'StepLR: step_size is 0.',
    ],
    ['no lab', { stepAfter: 'never' as 'epoch' }, 'cannot be read at “stepAfter”'],
  ])('refuses %s', async (_, overrides, message) => {
    const { last } = await run(labSettings(small, overrides));
    if (last?.type !== 'failed') expect.fail('the run did not fail');
    expect(last.error.message).toContain(message);
  });
});

test('a range test finds where the loss falls, and leaves nothing behind', async () => {
  const { training } = labSettings({ ...small, optimizer: 'sgd' });
  const reports = await reportsOf((session) =>
    session.handle({ type: 'find-rate', runId: 1, backend: 'wasm', settings: training }),
  );
  expect(reports.at(-1)).toEqual(finished);
  const found = reports.findLast((report) => report.type === 'rate-range');
  if (found?.type !== 'rate-range') expect.fail('nothing was found');
  expect(found.points.length).toBeGreaterThan(50);
  expect(found.points[0]?.rate).toBe(1e-5);
  expect(found.steepest).toBeGreaterThan(0.003);
  expect(found.steepest).toBeLessThan(2);
});

test('schedules are drawn without a backend', async () => {
  const settings = labSettings(small);
  const reports = await reportsOf((session) => session.handle({ type: 'draw-schedules', runId: 1, settings }));
  expect(reports.map(({ type }) => type)).toEqual(['schedules', 'finished']);
});
