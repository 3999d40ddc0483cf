import { describe, expect, it } from 'vitest';
import {
  changedSettings,
  dialectChoice,
  dialectsOf,
  presetHints,
  presetSettings,
} from '../../../../components/cnn-trainer/settings-presets.ts';
import { datasets } from '../../../../src/datasets/registry.ts';
import { countParameters, networkShapes } from '../../../../src/network/shapes.ts';

describe('presetSettings', () => {
  it('has the network of 122,570 parameters by default', () => {
    const { width, height, channels } = datasets.cifar10;
    const shapes = networkShapes([height, width, channels], presetSettings('keras').standard.layers);
    expect(countParameters(shapes)).toBe(122_570);
  });

  it('lets a preset win over what holds for all, and that over the sizes of the preset', () => {
    const { quick, standard } = presetSettings('torch', { epochs: 7, batchSize: 64 }, { quick: { epochs: 1 } });
    expect([quick.epochs, standard.epochs]).toEqual([1, 7]);
    expect([quick.batchSize, quick.trainImages, quick.dialects]).toEqual([64, 1_000, ['torch']]);
  });

  it('takes all images of the data set for Full', () => {
    expect(presetSettings('both').full.trainImages).toBe(50_000);
    expect(presetSettings('both', { dataset: 'mnist' }).full.trainImages).toBe(60_000);
  });

  it('runs a graph unless a lesson asks for eager steps', () => {
    const { quick, standard } = presetSettings('both', {}, { quick: { execution: 'eager' } });
    expect([quick.execution, standard.execution]).toEqual(['eager', 'graph']);
  });

  it('hints at the size of each preset', () => {
    expect(presetHints(presetSettings('keras', {}, { quick: { epochs: 1 } })).quick).toBe('1,000 images, 1 epoch');
  });
});

describe('dialects', () => {
  it.each(['keras', 'torch', 'both'] as const)('%s survives the form', (choice) => {
    expect(dialectChoice(dialectsOf(choice))).toBe(choice);
  });
});

describe('changedSettings', () => {
  const { standard } = presetSettings('keras');

  it('names what differs, layers included', () => {
    expect(changedSettings({ ...standard, epochs: 3, layers: standard.layers.slice(1) }, standard)).toEqual([
      'layers',
      'epochs',
    ]);
  });

  it('does not count the seed, nor how steps are executed', () => {
    expect(changedSettings({ ...standard, seed: 1, execution: 'eager' }, standard)).toEqual([]);
  });
});
