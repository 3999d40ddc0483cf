import { describe, expect, it } from 'vitest';
import { settingsRows } from '../../../../components/train/settings-rows.ts';
import { trainPresets, trainProblems, type TrainChoices } from '../../../../components/train/train-settings.ts';
import { datasets, tables } from '../../../../src/datasets/registry.ts';

const layers = [{ type: 'flatten' }, { type: 'dense', units: 10 }] as const;
const told = (choices: TrainChoices) => trainProblems(choices, []).map(({ field, fact, fix }) => [field, fact, fix]);

describe('trainPresets', () => {
  it('changes nothing but the number of images from preset to preset where the epochs are said', () => {
    const { quick, standard, full } = trainPresets({ dataset: 'mnist', layers, epochs: 2, examples: 4_000 }, []);
    expect([quick, standard, full].map(({ trainImages, testImages }) => [trainImages, testImages])).toEqual([
      [1_000, 500],
      [4_000, 2_000],
      [60_000, 10_000],
    ]);
    const rest = (settings: typeof quick) => ({ ...settings, trainImages: 0, testImages: 0 });
    expect(rest(quick)).toEqual(rest(standard));
    expect(rest(full)).toEqual(rest(standard));
    expect(standard).toMatchObject({ dialects: ['torch', 'keras'], optimizer: 'adam', epochs: 2, seed: 42 });
  });

  it('takes no more for Quick than Standard has', () => {
    expect(trainPresets({ dataset: 'mnist', examples: 300 }, []).quick.trainImages).toBe(300);
  });

  it.each([...Object.keys(datasets), ...Object.keys(tables)])('has a network that fits %s', (dataset) => {
    expect(told({ dataset })).toEqual([]);
  });
});

describe('trainProblems', () => {
  it('names the property that is at fault, once for all presets', () => {
    expect(told({ dataset: 'mnist', examples: 70_000, epochs: 0 })).toEqual([
      ['epochs', 'The number of epochs is 0.', 'Use a whole number from 1 to 100.'],
      ['examples', 'MNIST has 60,000 training images, not 70,000.', 'Use at most 60,000.'],
    ]);
  });

  it('names the layer that does not fit', () => {
    expect(told({ dataset: 'mnist', layers: [{ type: 'dense', units: 10 }] })).toEqual([
      ['layers', 'Layer 1. Dense: expected one axis of features, got [28, 28, 1].', 'Put a Flatten layer before it.'],
    ]);
  });

  it('knows no other words than the catalogue', () => {
    const choices: object = { dataset: 'leaves', frameworks: 'pytorch', optimizer: 'rmsprop' };
    expect(told(choices as TrainChoices)).toEqual([
      ['frameworks', '“pytorch” is none of the frameworks.', 'Use torch or keras or both.'],
      ['optimizer', '“rmsprop” is no optimizer.', 'Use adam or sgd.'],
    ]);
  });

  it('tells of a data set that there is none of, or that is not named', () => {
    expect(told({ dataset: 'leaves' })).toEqual([
      ['dataset', 'There is no data set “leaves”.', expect.stringContaining('Name one of mnist, ')],
    ]);
    expect(told({} as TrainChoices)).toEqual([
      ['dataset', 'No data set is named.', expect.stringContaining('dataset="mnist"')],
    ]);
  });
});

describe('settingsRows', () => {
  it('tells how many images are held out', () => {
    const { standard } = trainPresets({ dataset: 'mnist', layers }, []);
    expect(settingsRows(standard).map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Data set: MNIST',
      'Training images: 10,000, 1,000 of them held out',
      'Test images: 2,000',
      'Optimizer: Adam',
      'Learning rate: 0.001',
      'Batch size: 32',
      'Epochs: 2',
      'Seed: 42',
    ]);
  });

  it('calls the examples of a table rows', () => {
    const { quick } = trainPresets({ dataset: 'ten-features', validationSplit: 0 }, []);
    expect(settingsRows(quick)[1]).toEqual({ label: 'Training rows', text: '1,000' });
  });
});
