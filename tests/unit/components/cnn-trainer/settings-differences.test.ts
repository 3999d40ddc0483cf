import { describe, expect, it } from 'vitest';
import { settingsDifferences } from '../../../../components/cnn-trainer/runs/settings-differences.ts';
import { standardSettings } from './fixtures.ts';

describe('settingsDifferences', () => {
  it('says what differs, and nothing of what does not', () => {
    const settings = { ...standardSettings, learningRate: 0.01, epochs: 1, dialects: ['keras'] as const };
    expect(settingsDifferences(settings, standardSettings)).toEqual(['learning rate 0.01', '1 epoch', 'Keras']);
    expect(settingsDifferences(standardSettings, { ...standardSettings })).toEqual([]);
  });

  it('tells a network by its layers', () => {
    const layers = [{ type: 'flatten' }, { type: 'dense', units: 10, activation: 'linear' }] as const;
    expect(settingsDifferences({ ...standardSettings, layers }, standardSettings)).toEqual(['Flatten, Dense 10']);
  });
});
