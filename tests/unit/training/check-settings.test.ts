import { describe, expect, test } from 'vitest';
import { checkSettings } from '../../../src/training/check-settings.ts';
import { countTrainedImages } from '../../../src/training/settings-rules.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';
import { TrainingError } from '../../../src/training/training-error.ts';
import { cifarLayers, mnistSettings } from '../support/settings.ts';

function failureOf(candidate: unknown): TrainingError {
  try {
    checkSettings(candidate);
  } catch (error) {
    if (error instanceof TrainingError) return error;
    throw error;
  }
  expect.fail('the settings were accepted');
}

describe('settings that can be trained', () => {
  test('are handed back', () => {
    const settings = mnistSettings();
    expect(checkSettings(settings)).toEqual(settings);
  });

  test('may use the whole of a set, and one batch of all trained images', () => {
    const cifar = mnistSettings({
      dataset: 'cifar10',
      layers: cifarLayers,
      trainImages: 50_000,
      testImages: 10_000,
      batchSize: 4_096,
    });
    expect(checkSettings(cifar)).toEqual(cifar);
    expect(checkSettings(mnistSettings({ trainImages: 100, batchSize: 90 })).batchSize).toBe(90);
  });
});

test('the trained images are those that validation leaves, as Keras counts them', () => {
  expect(countTrainedImages(mnistSettings())).toBe(900);
  expect(countTrainedImages(mnistSettings({ validationSplit: 0 }))).toBe(1_000);
  expect(countTrainedImages(mnistSettings({ trainImages: 99, validationSplit: 0.25 }))).toBe(74);
});

describe('of kind settings:', () => {
  test.each<[string, Partial<TrainingSettings>, RegExp]>([
    ['a learning rate of 0', { learningRate: 0 }, /"learningRate"/],
    ['a negative learning rate', { learningRate: -0.1 }, /"learningRate"/],
    ['a learning rate that is no number', { learningRate: NaN }, /"learningRate"/],
    ['an infinite learning rate', { learningRate: Infinity }, /"learningRate"/],
    ['a learning rate beyond 10', { learningRate: 11 }, /"learningRate"/],
    ['a batch of 0', { batchSize: 0 }, /"batchSize"/],
    ['half a batch', { batchSize: 2.5 }, /"batchSize"/],
    ['no epoch', { epochs: 0 }, /"epochs"/],
    ['101 epochs', { epochs: 101 }, /"epochs"/],
    ['a negative seed', { seed: -1 }, /"seed"/],
    ['a seed beyond 32 bits', { seed: 2 ** 32 }, /"seed"/],
    ['a validation split of 1', { validationSplit: 1 }, /"validationSplit"/],
    ['an unknown execution', { execution: 'lazy' as TrainingSettings['execution'] }, /"execution"/],
    ['no dialect', { dialects: [] }, /"dialects"/],
    ['no layer', { layers: [] }, /"layers"/],
    ['no test image', { testImages: 0 }, /"testImages"/],
    ['a kernel of 8', { layers: [{ type: 'conv2d', filters: 1, kernelSize: 8, activation: 'relu' }] }, /"layers\.0\./],
    ['dropout of everything', { layers: [{ type: 'dropout', rate: 1 }] }, /"layers\.0\.rate"/],
    [
      'a batch larger than the trained images',
      { trainImages: 100, batchSize: 91 },
      /A batch of 91 is larger than the 90 images to train on/,
    ],
    ['more images than CIFAR-10 has', { dataset: 'cifar10', trainImages: 50_001 }, /CIFAR-10 has 50,000 training/],
  ])('%s', (_, overrides, message) => {
    const error = failureOf(mnistSettings(overrides));
    expect(error.kind).toBe('settings');
    expect(error.message).toMatch(message);
    expect(error.fix).not.toBe('');
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'mnist'],
    ['an unknown data set', { ...mnistSettings(), dataset: 'imagenet' }],
    ['an unknown layer', { ...mnistSettings(), layers: [{ type: 'lstm', units: 3 }] }],
    ['an unknown optimizer', { ...mnistSettings(), optimizer: 'lion' }],
    ['a missing setting', { ...mnistSettings(), epochs: undefined }],
  ])('%s', (_, candidate) => {
    expect(failureOf(candidate).kind).toBe('settings');
  });
});

describe('of kind network:', () => {
  test.each<[string, TrainingSettings['layers'], RegExp, RegExp]>([
    [
      'too few classes',
      [{ type: 'flatten' }, { type: 'dense', units: 9, activation: 'linear' }],
      /gives 9 numbers; MNIST has 10 classes/,
      /Dense layer of 10 units/,
    ],
    [
      'an image at the end',
      [{ type: 'maxPool2d', poolSize: 2 }],
      /gives 14 × 14 × 1 numbers/,
      /Dense layer of 10 units/,
    ],
    [
      'an activation at the end',
      [{ type: 'flatten' }, { type: 'dense', units: 10, activation: 'relu' }],
      /the loss expects logits/,
      /linear/,
    ],
    ['Dense on an image', [{ type: 'dense', units: 10, activation: 'linear' }], /Dense: expected one axis/, /Flatten/],
  ])('%s', (_, layers, message, fix) => {
    const error = failureOf(mnistSettings({ layers }));
    expect(error.kind).toBe('network');
    expect(error.message).toMatch(message);
    expect(error.fix).toMatch(fix);
  });
});
