import { describe, expect, it } from 'vitest';
import { mendedSettings } from '../../../../components/training-run/mended-settings.ts';
import type { TrainingFailure } from '../../../../src/training/protocol.ts';
import { standardSettings } from '../cnn-trainer/fixtures.ts';

const failure = (kind: TrainingFailure['kind']): TrainingFailure => ({ kind, message: '', fix: '' });

describe('mendedSettings', () => {
  it('halves a batch that does not fit, down to one image', () => {
    expect(mendedSettings(failure('outOfMemory'), { ...standardSettings, batchSize: 5 })?.change).toEqual({
      batchSize: 2,
    });
    expect(mendedSettings(failure('outOfMemory'), { ...standardSettings, batchSize: 1 })).toBeNull();
  });

  it('takes a tenth of a learning rate that was too high', () => {
    expect(mendedSettings(failure('diverged'), { ...standardSettings, learningRate: 1 })?.change).toEqual({
      learningRate: 0.1,
    });
  });

  it('takes the images that every site has, where more were asked for', () => {
    const asked = { ...standardSettings, trainImages: 50_000, testImages: 500 };
    expect(mendedSettings(failure('data'), asked)?.change).toEqual({ trainImages: 10_000, testImages: 500 });
    expect(mendedSettings(failure('data'), { ...asked, trainImages: 10_000 })).toBeNull();
  });

  it('knows nothing against a failure of the machine', () => {
    expect(mendedSettings(failure('deviceLost'), standardSettings)).toBeNull();
  });
});
