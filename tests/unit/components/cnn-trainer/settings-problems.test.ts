import { describe, expect, it } from 'vitest';
import { settingsProblems } from '../../../../components/cnn-trainer/settings-problems.ts';
import type { TrainingSettings } from '../../../../src/training/protocol.ts';
import { standardSettings } from './fixtures.ts';

const problemsOf = (change: Partial<TrainingSettings>) => settingsProblems({ ...standardSettings, ...change });

describe('settingsProblems', () => {
  it('finds nothing wrong with a preset', () => {
    expect(settingsProblems(standardSettings)).toEqual([]);
  });

  it.each([
    ['learningRate', 0, 'The learning rate is 0.'],
    ['learningRate', -0.1, 'The learning rate is -0.1.'],
    ['learningRate', Number.NaN, 'The learning rate is not a number.'],
    ['learningRate', Number.POSITIVE_INFINITY, 'The learning rate is ∞.'],
    ['batchSize', 0, 'The batch size is 0.'],
    ['batchSize', 1.5, 'The batch size is 1.5.'],
    ['epochs', 101, 'The number of epochs is 101.'],
    ['validationSplit', 1, 'The validation split is 1.'],
    ['seed', -1, 'The seed is -1.'],
    ['trainImages', 50_001, 'CIFAR-10 has 50,000 training images, not 50,001.'],
    ['testImages', 0, 'The number of test images is 0.'],
  ] as const)('%s %d: a fact, a fix and its field', (field, value, fact) => {
    const [problem, ...more] = problemsOf({ [field]: value });
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ field, fact, layerIndex: null });
    expect(problem?.fix).toMatch(/^Use /);
  });

  it('refuses a batch larger than the images left to train on', () => {
    const change = { trainImages: 100, batchSize: 91, validationSplit: 0.1 };
    expect(problemsOf(change)).toEqual([
      {
        field: 'batchSize',
        layerIndex: null,
        fact: 'A batch of 91 is larger than the 90 images to train on.',
        fix: 'Use at most 90.',
      },
    ]);
    expect(problemsOf({ ...change, batchSize: 90 })).toEqual([]);
  });

  it('refuses a split that leaves nothing to train on', () => {
    expect(problemsOf({ trainImages: 1, batchSize: 1, validationSplit: 0.5 })[0]?.field).toBe('validationSplit');
  });

  it('finds the layer at fault', () => {
    const { layers } = standardSettings;
    expect(problemsOf({ layers: layers.filter(({ type }) => type !== 'flatten') })[0]).toMatchObject({
      field: 'layers',
      layerIndex: 5,
      fix: 'Put a Flatten layer before it.',
    });
    expect(problemsOf({ layers: layers.slice(0, -1) })[0]).toMatchObject({
      layerIndex: 6,
      fact: 'The last layer gives 64 numbers; CIFAR-10 has 10 classes.',
    });
    expect(
      problemsOf({ layers: [{ type: 'flatten' }, { type: 'dense', units: 10, activation: 'relu' }] })[0],
    ).toMatchObject({ layerIndex: 1, fix: 'Set the activation of the last layer to linear.' });
    expect(problemsOf({ layers: [{ type: 'dropout', rate: 1 }, ...layers] })[0]).toMatchObject({
      layerIndex: 0,
      fact: 'Dropout: rate is 1.',
    });
    expect(problemsOf({ layers: [] })[0]?.fact).toBe('The network has no layers.');
  });

  it('says which layer leaves the tab without memory', () => {
    const flatten = { type: 'flatten' } as const;
    const huge = { type: 'dense', units: 2_048, activation: 'relu' } as const;
    const wide = { type: 'conv2d', filters: 256, kernelSize: 1, activation: 'relu' } as const;
    const logits = { type: 'dense', units: 10, activation: 'linear' } as const;
    expect(problemsOf({ layers: [wide, flatten, huge, logits] })[0]).toMatchObject({
      field: 'layers',
      layerIndex: 2,
      fact: 'Training this network takes about 8.7 GB, 98 % of them for this layer.',
    });
    expect(problemsOf({ layers: [wide, flatten, logits], batchSize: 4_096 })[0]).toMatchObject({ layerIndex: 0 });
    expect(problemsOf({ layers: [wide, flatten, logits] })).toEqual([]);
  });

  it('lets a wrong input size be: PyTorch raises, and Keras infers it; what is no size is refused', () => {
    const stating = (statedInput: number) => ({
      layers: standardSettings.layers.map((layer) => (layer.type === 'dense' ? { ...layer, statedInput } : layer)),
    });
    expect(problemsOf(stating(100))).toEqual([]);
    expect(problemsOf(stating(0))[0]).toMatchObject({ layerIndex: 6, fix: 'Use a whole number from 1 to 16,384.' });
    expect(problemsOf(stating(NaN))[0]?.fact).toBe('Dense: the size of its input in PyTorch is not a number.');
  });
});
