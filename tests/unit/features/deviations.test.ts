import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { deviationsOf } from '../../../scripts/features/deviations.ts';
import { FEATURES } from '../../../scripts/features/document.ts';
import { startWasm } from '../support/wasm.ts';
import { callbacks, saving, tape, training } from './deviations/keras-training.ts';
import { losses } from './deviations/keras-losses.ts';
import { layersAndModels, values } from './deviations/keras-models.ts';
import { data, images, randomNumbers } from './deviations/torch-data.ts';
import { onGpu } from './deviations/torch-gpu.ts';
import { graph, memory } from './deviations/torch-memory.ts';
import { modules, optimizers } from './deviations/torch-nn.ts';
import { reading, types } from './deviations/torch-types.ts';

/** By the headings of FEATURES.md. */
const checks = {
  'PyTorch: deviations': {
    'Types and arguments': types,
    Reading: reading,
    'On a GPU': onGpu,
    Memory: memory,
    Graph: graph,
    Modules: modules,
    'Optimizers and schedulers': optimizers,
    Data: data,
    'Random numbers': randomNumbers,
    Images: images,
  },
  'Keras: deviations': {
    'Types and values': values,
    'Layers and models': layersAndModels,
    Training: training,
    'Losses and metrics': losses,
    Callbacks: callbacks,
    Saving: saving,
    GradientTape: tape,
  },
};

const deviations = deviationsOf(readFileSync(FEATURES, 'utf8'));

beforeAll(startWasm);

test('each deviation in FEATURES.md has a test, and each test a deviation', () => {
  const tested = Object.entries(checks).flatMap(([chapter, groups]) =>
    Object.entries(groups).flatMap(([group, byTitle]) => Object.keys(byTitle).map((title) => [chapter, group, title])),
  );
  expect(tested).toEqual(deviations.map(({ chapter, group, title }) => [chapter, group, title]));
});

test('each deviation has an address of its own', () => {
  const addresses = deviations.map(({ address }) => address);
  expect(new Set(addresses).size).toBe(addresses.length);
});

describe.each(Object.entries(checks))('%s', (_chapter, groups) => {
  // What differs on a GPU alone needs another backend: deviations-on-gpu.test.ts.
  const here = Object.entries(groups).filter(([group]) => group !== 'On a GPU');
  describe.each(here)('%s', (_group, byTitle) => {
    test.each(Object.entries(byTitle))('%s', async (_title, check) => {
      await check();
    });
  });
});
