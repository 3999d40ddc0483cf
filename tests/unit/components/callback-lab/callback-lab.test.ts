import { describe, expect, test } from 'vitest';
import { comparison } from '../../../../components/callback-lab/compare-rates.ts';
import { labCode } from '../../../../components/callback-lab/lab-code.ts';
import { labProblems } from '../../../../components/callback-lab/lab-problems.ts';
import { labPresets, type LabChoices } from '../../../../components/callback-lab/lab-presets.ts';
import { rateChart, rateTable, type DialectRates } from '../../../../components/callback-lab/rate-curves.ts';
import { readSharedLab, writeSharedLab } from '../../../../components/callback-lab/share-lab.ts';
import { eventText, timelineTable } from '../../../../components/callback-lab/timeline.ts';
import { ShareLinkError, readShareLink, writeShareLink } from '../../../../components/experiment/share-link.ts';
import type { DialectName, LabEvent } from '../../../../src/training/protocol.ts';
import { kerasSchedules, torchSchedules } from '../../../../src/schedules/catalogue.ts';

const choices: LabChoices = {
  torch: { name: 'OneCycleLR', values: { max_lr: 0.02 } },
  keras: { name: 'PiecewiseConstantDecay' },
  callbacks: { EarlyStopping: { patience: 3 }, OwnCallback: {} },
};
const { quick, standard } = labPresets(choices);

describe('presets', () => {
  test('a schedule begins with values for the length of its run', () => {
    // 800 images in batches of 50, 5 epochs; 4,000, 8 epochs.
    expect(quick.torchSchedule?.values).toMatchObject({ max_lr: 0.02, total_steps: 80 });
    expect(standard.torchSchedule?.values).toMatchObject({ max_lr: 0.02, total_steps: 640 });
    expect(standard.kerasSchedule?.values).toMatchObject({ boundaries: [320, 480], values: [0.003, 0.0015, 0.0003] });
  });

  test('a scheduler is stepped where it is meant to be, unless a chapter says otherwise', () => {
    expect(quick.stepAfter).toBe('batch');
    expect(labPresets({ torch: { name: 'StepLR' } }).quick.stepAfter).toBe('epoch');
    expect(labPresets({ torch: { name: 'StepLR' }, stepAfter: 'batch' }).quick.stepAfter).toBe('batch');
  });

  test('a schedule that does not exist is refused where the page is built', () => {
    expect(() => labPresets({ torch: { name: 'CosineDecay' } })).toThrow(
      'There is no schedule CosineDecay: take StepLR',
    );
  });

  test.each([...torchSchedules, ...kerasSchedules].map(({ name }) => name))(
    '%s has no problem to begin with',
    (name) => {
      const dialect = torchSchedules.some((entry) => entry.name === name) ? 'torch' : 'keras';
      for (const lab of Object.values(labPresets({ [dialect]: { name } }))) expect(labProblems(lab)).toEqual([]);
    },
  );
});

describe('a share link', () => {
  const roundTrip = (lab: typeof quick) => {
    const link = writeShareLink({ id: 'lab', values: writeSharedLab(lab) });
    return readSharedLab(readShareLink(link).values, standard);
  };

  test('carries schedules, callbacks and training', () => {
    expect(roundTrip(standard)).toEqual(standard);
    const other = labPresets({ ...choices, schedulerFirst: true, dialects: 'torch', settings: { optimizer: 'sgd' } });
    expect(roundTrip(other.standard)).toEqual(other.standard);
  });

  test('carries a lab without any', () => {
    const empty = labPresets({}).standard;
    expect(roundTrip(empty)).toEqual(empty);
  });

  test.each([
    ['t', 'Adam', 'names no schedule that exists'],
    ['k', '__proto__', 'names no schedule that exists'],
    ['t.total_steps', '-3', 'total_steps is -3.'],
    ['OwnCallback.condition', 'import os', 'cannot be'],
    ['OwnCallback.action', 'eval', 'no choice that exists'],
    ['epochs', '1e9', 'cannot be'],
    ['style', 'jax', 'names no style'],
    ['after', 'never', 'names no place'],
    ['data', 'cifar10', 'names no data set'],
  ])('that was tampered with is refused: %s=%s', (key, value, message) => {
    const values = new Map([...writeSharedLab(standard), [key, value]]);
    const read = () => readSharedLab(values, standard);
    expect(read).toThrow(ShareLinkError);
    expect(read).toThrow(message);
  });

  test.each(['t', 'k', 'rate', 'first', 't.max_lr'])('that lacks %s is refused', (key) => {
    const values = new Map(writeSharedLab(standard));
    values.delete(key);
    expect(() => readSharedLab(values, standard)).toThrow(ShareLinkError);
  });
});

describe('problems', () => {
  test('stand at their field', () => {
    const values = { step_size: NaN, gamma: 0.1 };
    const lab = { ...labPresets({}).quick, torchSchedule: { name: 'StepLR', values } };
    expect(labProblems(lab)).toEqual([
      expect.objectContaining({ group: 'torch:StepLR', field: 'step_size', fact: 'step_size is not a number.' }),
    ]);
  });

  test('what watches the validation needs one', () => {
    const { quick: lab } = labPresets({ callbacks: { EarlyStopping: {} }, settings: { validationSplit: 0 } });
    expect(labProblems(lab).map(({ field, fact }) => [field, fact])).toEqual([
      ['validationSplit', 'EarlyStopping looks at the validation, and there is none.'],
    ]);
    const { quick: other } = labPresets({
      callbacks: { EarlyStopping: { monitor: 'loss' } },
      settings: { validationSplit: 0 },
    });
    expect(labProblems(other)).toEqual([]);
  });
});

describe('code', () => {
  const lines = (dialect: DialectName, given: LabChoices) => labCode[dialect](labPresets(given).quick).split('\n');
  const place = (code: readonly string[], text: string) => code.findIndex((line) => line.includes(text));

  test('PyTorch steps the scheduler where the settings say', () => {
    const torch = { name: 'StepLR' };
    const perEpoch = lines('torch', { torch });
    expect(perEpoch).toContain('    scheduler.step()');
    const perBatch = lines('torch', { torch, stepAfter: 'batch' });
    expect(place(perBatch, 'scheduler.step()')).toBe(place(perBatch, 'optimizer.step()') + 1);
    const first = lines('torch', { torch, stepAfter: 'batch', schedulerFirst: true });
    expect(place(first, 'scheduler.step()')).toBe(place(first, 'optimizer.step()') - 1);
    expect(lines('torch', { torch: { name: 'ReduceLROnPlateau' } })).toContain('    scheduler.step(logs["val_loss"])');
  });

  test('Keras has a schedule in its optimizer, or a callback in fit', () => {
    const schedule = lines('keras', { keras: { name: 'ExponentialDecay' } });
    expect(schedule[0]).toBe('schedule = keras.optimizers.schedules.ExponentialDecay(');
    expect(schedule.join('')).toContain('learning_rate=schedule');
    const callback = lines('keras', { keras: { name: 'LearningRateScheduler', values: { schedule: 'lr * 0.5' } } });
    expect(place(callback, 'lambda epoch, lr: lr * 0.5')).toBeGreaterThan(place(callback, 'callbacks = ['));
    expect(callback).toContain('    callbacks=callbacks,');
  });

  test('a warm-up of no steps is left out', () => {
    expect(lines('keras', { keras: { name: 'CosineDecay' } }).join('')).not.toContain('warmup');
    const values = { warmup_steps: 10 };
    expect(lines('keras', { keras: { name: 'CosineDecay', values } }).join('')).toContain('warmup_target=0.003');
  });

  test.each(['torch', 'keras'] as const)('every schedule of %s has code without holes', (dialect) => {
    const entries = dialect === 'torch' ? torchSchedules : kerasSchedules;
    for (const { name } of entries) {
      const code = lines(dialect, { [dialect]: { name }, callbacks: { OwnCallback: {}, ModelCheckpoint: {} } }).join(
        '\n',
      );
      expect(code, name).toContain(name);
      expect(code, name).not.toMatch(/undefined|NaN|\[object/);
      expect(count(code, '('), name).toBe(count(code, ')'));
      expect(count(code, '['), name).toBe(count(code, ']'));
    }
  });
});

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

describe('curves', () => {
  const nothing = { intended: null, awaitsRun: false, error: null, warnings: [] };
  const curves = (rates: DialectRates) => ({
    epochs: 2,
    batchesPerEpoch: 2,
    dialects: new Map([['torch', rates] as const]),
  });

  test('a rate holds for its step, in powers of ten', () => {
    const drawn = { ...nothing, rates: [0.002, 0.002, 0.001, 0.001] };
    const { series, yLabel } = rateChart(curves({ drawn, run: [0.002], runBatchesPerEpoch: 2 }));
    expect(yLabel).toBe('learning rate (× 10⁻³)');
    expect(series.map(({ label, dashed }) => [label, dashed])).toEqual([
      ['PyTorch, ahead', true],
      ['PyTorch, the run', false],
    ]);
    expect(series[0]?.points).toEqual([
      { x: 0, y: 2 },
      { x: 1, y: 2 },
      { x: 1, y: 1 },
      { x: 2, y: 1 },
    ]);
    expect(series[1]?.points.at(-1)).toEqual({ x: 0.5, y: 2 });
  });

  test('what was meant is shown beside what is', () => {
    const drawn = { ...nothing, rates: [0.2, 0.1, 0.05, 0.025], intended: [0.2, 0.2, 0.1, 0.1] };
    const { series, yLabel } = rateChart(curves({ drawn, run: [], runBatchesPerEpoch: 2 }));
    expect(yLabel).toBe('learning rate');
    expect(series.map(({ label }) => label)).toEqual(['PyTorch, as meant', 'PyTorch, ahead']);
  });

  test('a line that the other framework would hide is drawn wide below it', () => {
    const rates = { drawn: { ...nothing, rates: [0.2, 0.1] }, run: [], runBatchesPerEpoch: 1 };
    const other = { ...rates, drawn: { ...nothing, rates: [0.1, 0.05] } };
    const widths = (torch: DialectRates, keras: DialectRates) =>
      rateChart({
        ...curves(torch),
        dialects: new Map<DialectName, DialectRates>([
          ['torch', torch],
          ['keras', keras],
        ]),
      }).series.map(({ width }) => width);
    expect(widths(rates, rates)).toEqual(['wide', undefined]);
    expect(widths(rates, other)).toEqual([undefined, undefined]);
    expect(widths({ ...rates, run: [0.2] }, { ...other, run: [0.2] })).toEqual([
      undefined,
      'wide',
      undefined,
      undefined,
    ]);
  });

  test('rates below 0 lengthen the axis, and infinite ones are not drawn', () => {
    const drawn = { ...nothing, rates: [-0.002, 0.001, Infinity, Infinity] };
    const { series, yMinimum } = rateChart(curves({ drawn, run: [], runBatchesPerEpoch: 2 }));
    expect(yMinimum).toBeCloseTo(-2);
    expect(series[0]?.points.map(({ y }) => y).filter((y) => !Number.isNaN(y))).toEqual([-2, -2, 1, 1]);
  });

  test('a sentence tells whether the run followed its drawing', () => {
    expect(comparison('keras', [0.2, 0.1, 0.05], [Math.fround(0.2), Math.fround(0.1)])).toBe(
      'Keras: all 2 steps had the rate that was drawn ahead.',
    );
    expect(comparison('torch', [0.2, 0.2], [0.2, 0.1])).toBe(
      'PyTorch: from step 2 on the rate was another than drawn ahead, 0.1 instead of 0.2.',
    );
  });

  test('the table has the rates with which each epoch begins and ends', () => {
    const drawn = { ...nothing, rates: [0.2, 0.1, 0.05, 0.05] };
    const { rows } = rateTable(curves({ drawn, run: [0.2, 0.1, 0.05], runBatchesPerEpoch: 2 }));
    expect(rows).toEqual([
      ['1', '0.2 … 0.1', '0.2 … 0.1'],
      ['2', '0.05', '0.05'],
    ]);
  });
});

describe('the timeline', () => {
  const event = (source: string, epoch: number, mark: string, action: LabEvent['action']): LabEvent => ({
    source,
    epoch,
    mark,
    action,
    text: `Epoch ${epoch}: it did this.`,
    value: action === 'reduced' ? 'val_loss 0.5123' : '',
  });
  const events = [
    event('ReduceLROnPlateau', 1, '1/2', 'waited'),
    event('ReduceLROnPlateau', 2, '0.001', 'reduced'),
    event('EarlyStopping', 2, 'stop', 'stopped'),
    event('EarlyStopping', 2, 'restore', 'restored'),
  ];

  test('has a row for each source and a column for each epoch', () => {
    expect(timelineTable('keras', events, 3)).toEqual({
      columns: ['Epoch', '1', '2', '3'],
      rows: [
        ['ReduceLROnPlateau', '1/2', '↓ 0.001', ''],
        ['EarlyStopping', '', 'stop, restore', ''],
      ],
    });
    expect(timelineTable('torch', events, 3).rows[1]?.[0]).toBe('early stopping, by hand');
  });

  test('tells an event once with its epoch, and its value', () => {
    expect(events.map(eventText)[1]).toBe('Epoch 2: it did this. (val_loss 0.5123)');
  });
});
