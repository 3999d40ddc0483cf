import { describe, expect, it } from 'vitest';
import { readSharedSettings, writeSharedSettings } from '../../../../components/cnn-trainer/share-settings.ts';
import { readShareLink, ShareLinkError, writeShareLink } from '../../../../components/experiment/share-link.ts';
import { noOwnDataset } from '../../../../src/datasets/own/description.ts';
import type { SiteDataset } from '../../../../src/datasets/site/description.ts';
import type { TrainingSettings } from '../../../../src/training/protocol.ts';
import { standardSettings } from './fixtures.ts';

const unusual: TrainingSettings = {
  dataset: 'fashion-mnist',
  trainImages: 123,
  testImages: 45,
  scaling: 'minusOneToOne',
  layers: [
    { type: 'conv2d', filters: 5, kernelSize: 2, activation: 'linear' },
    { type: 'maxPool2d', poolSize: 3 },
    { type: 'flatten' },
    { type: 'dropout', rate: 0.25 },
    { type: 'dense', units: 10, activation: 'relu' },
  ],
  optimizer: 'sgd',
  learningRate: 1e-7,
  batchSize: 7,
  epochs: 3,
  validationSplit: 0,
  seed: 4_294_967_295,
  dialects: ['keras'],
  execution: 'eager',
};

describe('shared settings', () => {
  it.each([standardSettings, unusual])('come back from a link as they were', (settings) => {
    const { values } = readShareLink(writeShareLink({ id: 'a', values: writeSharedSettings(settings) }));
    expect(readSharedSettings(values, [])).toEqual(settings);
  });

  it('stay short', () => {
    expect(writeShareLink({ id: 'a', values: writeSharedSettings(standardSettings) }).length).toBeLessThan(220);
  });

  it.each([
    ['rate', '0'],
    ['rate', 'NaN'],
    ['rate', ''],
    ['epochs', '1e9'],
    ['data', 'imagenet'],
    ['net', ''],
    ['net', 'c32x3r_q9'],
    ['net', 'c999x3r_f_d10l'],
    ['net', Array.from({ length: 21 }, () => 'f').join('_')],
    ['style', 'jax'],
    ['seed', '-1'],
    ['exec', 'lazy'],
  ])('refuse %s=%.12s', (key, value) => {
    const values = new Map([...writeSharedSettings(standardSettings), [key, value]]);
    expect(() => readSharedSettings(values, [])).toThrow(ShareLinkError);
  });

  it('name a set of content/data, which the page of the link has to know', () => {
    const leaves: SiteDataset = {
      ...{ name: 'leaves', title: 'Leaves', licence: 'CC0-1.0', credit: 'Class 10b', summary: '' },
      ...{ width: 16, height: 12, channels: 3, fullTrainImages: 200, fullTestImages: 50 },
      classNames: Array.from({ length: 10 }, (_, label) => `tree ${label}`),
      storedClassNames: Array.from({ length: 10 }, (_, label) => `tree ${label}`),
      source: { type: 'images', folder: 'images' },
    };
    const values = writeSharedSettings({ ...unusual, dataset: leaves });
    expect(values.get('data')).toBe('leaves');
    expect(readSharedSettings(values, [leaves])).toEqual({ ...unusual, dataset: leaves });
    expect(() => readSharedSettings(values, [])).toThrow(ShareLinkError);
  });

  it('carry the input sizes that PyTorch is told', () => {
    const layers = unusual.layers.map((layer) =>
      layer.type === 'conv2d' || layer.type === 'dense' ? { ...layer, statedInput: 7 } : layer,
    );
    const values = writeSharedSettings({ ...unusual, layers });
    expect(values.get('net')).toMatch(/i7(_|$)/);
    expect(readSharedSettings(values, [])).toEqual({ ...unusual, layers });
    const wrong = new Map([...values, ['net', 'f_d10li0']]);
    expect(() => readSharedSettings(wrong, [])).toThrow(ShareLinkError);
  });

  it('without an execution are of a link from before there was one, and mean a graph', () => {
    const values = new Map([...writeSharedSettings(unusual)].filter(([key]) => key !== 'exec'));
    expect(readSharedSettings(values, [])).toEqual({ ...unusual, execution: 'graph' });
  });

  it('refuse a link that lacks a setting', () => {
    const values = new Map([...writeSharedSettings(standardSettings)].filter(([key]) => key !== 'seed'));
    expect(() => readSharedSettings(values, [])).toThrow('seed');
  });
});

it('a link with own data holds none of it, and whoever reads it is told', () => {
  const values = writeSharedSettings({ ...unusual, dataset: { ...noOwnDataset, id: 1, title: 'secret.csv' } });
  expect([...values.values()].join()).not.toContain('secret');
  expect(() => readSharedSettings(values, [])).toThrow('data of its sender’s, which stayed on their machine');
});
