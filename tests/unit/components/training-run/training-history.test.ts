import { describe, expect, it } from 'vitest';
import { TrainingHistory, withColumns } from '../../../../components/training-run/training-history.ts';
import type { BatchReport, EpochReport } from '../../../../src/training/protocol.ts';
import { standardSettings } from '../cnn-trainer/fixtures.ts';

const batch = (change: Partial<BatchReport>): BatchReport => ({
  type: 'batch',
  runId: 1,
  dialect: 'torch',
  epoch: 1,
  batch: 1,
  batchesPerEpoch: 10,
  loss: 2.3,
  accuracy: 0.1,
  imagesPerSecond: 100,
  secondsLeft: 10,
  ...change,
});

const epoch = (change: Partial<EpochReport>): EpochReport => ({
  type: 'epoch',
  runId: 1,
  dialect: 'torch',
  epoch: 1,
  loss: 2,
  accuracy: 0.3,
  validationLoss: 2.1,
  validationAccuracy: 0.25,
  ...change,
});

describe('TrainingHistory', () => {
  it('has a solid training and a dashed validation curve for each dialect', () => {
    const { series } = new TrainingHistory(standardSettings).chart('loss');
    expect(series.map(({ label, dashed }) => [label, dashed])).toEqual([
      ['PyTorch training', false],
      ['PyTorch validation', true],
      ['Keras training', false],
      ['Keras validation', true],
    ]);
    expect(new Set(series.map(({ colour }) => colour)).size).toBe(2);
  });

  it('has no validation curve without a split', () => {
    const { series } = new TrainingHistory({ ...standardSettings, validationSplit: 0 }).chart('accuracy');
    expect(series.map(({ label }) => label)).toEqual(['PyTorch training', 'Keras training']);
  });

  it('puts batches and epochs on one axis', () => {
    const history = new TrainingHistory(standardSettings);
    history.addBatch(batch({ batch: 5, loss: 2.2 }));
    history.addBatch(batch({ epoch: 2, batch: 10, loss: 1.5 }));
    history.addEpoch(epoch({ epoch: 2 }));
    const [training, validation] = history.chart('loss').series;
    expect(training?.points).toEqual([
      { x: 0.5, y: 2.2 },
      { x: 2, y: 1.5 },
    ]);
    expect(validation?.points).toEqual([{ x: 2, y: 2.1 }]);
  });

  it('drops points closer than a pixel, but never the end of an epoch', () => {
    const history = new TrainingHistory({ ...standardSettings, epochs: 1 });
    for (let index = 1; index <= 10_000; index++) history.addBatch(batch({ batch: index, batchesPerEpoch: 10_000 }));
    const points = history.chart('loss').series[0]?.points ?? [];
    expect(points.length).toBeGreaterThan(300);
    expect(points.length).toBeLessThanOrEqual(402);
    expect(points.at(-1)?.x).toBe(1);
  });

  it('has a table with a row for each epoch', () => {
    const history = new TrainingHistory(standardSettings);
    history.addEpoch(epoch({}));
    history.addEpoch(epoch({ epoch: 2, validationAccuracy: 0.5, accuracy: 0.6 }));
    history.addEpoch(epoch({ dialect: 'keras' }));
    expect(history.table('accuracy').rows).toEqual([
      ['1', '0.300', '0.250', '0.300', '0.250'],
      ['2', '0.600', '0.500', '–', '–'],
    ]);
  });

  it('is compared by one line a dialect: of the validation where there was one', () => {
    const history = new TrainingHistory(standardSettings);
    history.addBatch(batch({ batch: 5, loss: 2.2 }));
    history.addEpoch(epoch({}));
    const lines = history.comparedLines('loss', 'Run 1', 'red');
    expect(lines.map(({ label, dashed, width }) => [label, dashed, width])).toEqual([
      ['Run 1, PyTorch', false, 'thin'],
      ['Run 1, Keras', true, 'thin'],
    ]);
    expect(lines[0]?.points).toEqual([{ x: 1, y: 2.1 }]);
    const without = new TrainingHistory({ ...standardSettings, validationSplit: 0 });
    without.addBatch(batch({ batch: 5, loss: 2.2 }));
    expect(without.comparedLines('loss', 'Run 2', 'red')[0]?.points).toEqual([{ x: 0.5, y: 2.2 }]);
  });

  it('takes further runs into its table, also longer ones', () => {
    const history = new TrainingHistory({ ...standardSettings, dialects: ['torch'], validationSplit: 0 });
    history.addEpoch(epoch({}));
    const columns = [{ title: 'Run 1, PyTorch', values: [1.5, 1.25] }];
    expect(withColumns(history.table('loss'), columns, 'loss')).toEqual({
      columns: ['Epoch', 'PyTorch training', 'Run 1, PyTorch'],
      rows: [
        ['1', '2.0000', '1.5000'],
        ['2', '–', '1.2500'],
      ],
    });
  });
});
