import { describe, expect, it } from 'vitest';
import { runProgress } from '../../../../components/training-run/run-progress.ts';
import { dialectResult, standardSettings } from '../cnn-trainer/fixtures.ts';

const settings = { ...standardSettings, dialects: ['torch', 'keras'] as const, epochs: 2 };
const none = new Map();

describe('runProgress', () => {
  it('begins the second dialect in the middle of the run', () => {
    const report = {
      type: 'started',
      runId: 1,
      dialect: 'keras',
      epochs: 2,
      batchesPerEpoch: 10,
      parameterCount: 12_570,
    } as const;
    expect(runProgress(report, settings, none)).toEqual({
      said: 'Keras begins: 12,570 parameters',
      shown: { fraction: 0.5, text: 'Keras · first batch' },
    });
  });

  it('tells a batch with its figures and the time that is left', () => {
    const report = {
      type: 'batch',
      runId: 1,
      dialect: 'torch',
      epoch: 2,
      batch: 5,
      batchesPerEpoch: 10,
      loss: 0.5,
      accuracy: 0.75,
      imagesPerSecond: 1234.5,
      secondsLeft: 61.6,
    } as const;
    expect(runProgress(report, settings, none)).toEqual({
      shown: {
        fraction: 0.375,
        text: 'PyTorch · epoch 2/2 · batch 5/10 · loss 0.500 · accuracy 0.750 · 1,235 images/s · 1:02 left',
      },
    });
  });

  it('ends with the time of both dialects', () => {
    const results = new Map([
      ['torch', { ...dialectResult, trainingSeconds: 1.25 }],
      ['keras', { ...dialectResult, trainingSeconds: 2.5 }],
    ] as const);
    const report = { type: 'finished', runId: 1, leakedTensors: 0 } as const;
    expect(runProgress(report, settings, results)).toEqual({ shown: { fraction: 1, text: 'Trained in 3.8 s' } });
  });

  it('tells nothing of other reports', () => {
    expect(runProgress({ type: 'paused', runId: 1 }, settings, none)).toEqual({});
  });
});
