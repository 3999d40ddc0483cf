/** Runs on data sets of `content/data`: from the files of a folder to the result, both dialects on WASM. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildSiteDataset } from '../../../scripts/data/site/build-site-datasets.ts';
import { readSiteDatasets } from '../../../components/cnn-trainer/site-datasets/read-site-datasets.ts';
import { trainerPresets } from '../../../components/cnn-trainer/site-datasets/trainer-settings.ts';
import { trainPresets, trainProblems } from '../../../components/train/train-settings.ts';
import { loadDataset } from '../../../src/datasets/load.ts';
import { exportedFile } from '../../../src/export/exported-file.ts';
import { ownFile } from '../support/own-files.ts';
import { shapesSet, tableSetFile, temporarySite, writeSet } from '../support/site-set.ts';
import { failureOf, resultOf, stage } from '../support/training-stage.ts';
import { startWasm } from '../support/wasm.ts';

const site = temporarySite();

beforeAll(async () => {
  await startWasm();
  await writeSet(site, 'shapes', await shapesSet(100));
  await writeSet(site, 'flowers', { 'data-set.yaml': tableSetFile('species'), 'rows.csv': ownFile('flowers.csv') });
  await buildSiteDataset(site, 'shapes');
  await buildSiteDataset(site, 'flowers');
});

/** Serves what was built, as a site serves `public`. */
async function fetchBuilt(url: string): Promise<Response> {
  const { pathname } = new URL(url, 'http://localhost');
  const file = await readFile(join(site.public, pathname)).catch(() => null);
  return file ? new Response(Uint8Array.from(file)) : new Response('', { status: 404 });
}

const siteOptions = { baseUrl: '/data/', fetch: fetchBuilt };

function siteStage() {
  return stage(() => undefined, {
    load: (name, counts, options) => loadDataset(name, counts, { ...options, ...siteOptions }),
  });
}

/** What `<CnnTrainer settings={{ dataset: name }} />` trains with at first. */
function standardSettings(name: string) {
  return trainerPresets('both', { dataset: name }, {}, readSiteDatasets(site.public)).standard;
}

describe.each([
  ['shapes', 160, 40, 2],
  ['flowers', 120, 30, 3],
] as const)('%s', (name, trainImages, testImages, classes) => {
  test('is learned in both dialects with the settings that a trainer has for it', async () => {
    const settings = standardSettings(name);
    expect(settings).toMatchObject({ trainImages, testImages });
    expect(settings.layers.at(-1)).toMatchObject({ units: classes });
    const { reports, train } = siteStage();
    expect(await train({ ...settings, epochs: 20 })).toEqual({ type: 'finished', runId: 1, leakedTensors: 0 });
    for (const dialect of ['torch', 'keras'] as const) {
      const { testAccuracy, confusionMatrix } = resultOf(reports, dialect);
      expect(testAccuracy).toBeGreaterThanOrEqual(0.9);
      expect(confusionMatrix).toHaveLength(classes);
    }
  });

  test('is trained by a chapter that names it and no more, as a trainer would', () => {
    const siteDatasets = readSiteDatasets(site.public);
    expect(trainProblems({ dataset: name }, siteDatasets)).toEqual([]);
    expect(trainPresets({ dataset: name }, siteDatasets).standard).toEqual(standardSettings(name));
  });

  test.each(['torch', 'keras'] as const)('has %s programs that read its files', (dialect) => {
    const { name: file, text } = exportedFile(dialect, 'py', standardSettings(name));
    expect(file).toBe(`${name}_${dialect}.py`);
    expect(text).toMatch(new RegExp(`DUET_DATA +content/data/${name} of the site, or a copy; without it, this folder`));
    expect(text).toContain(name === 'shapes' ? '"images")' : '"rows.csv")');
    expect(text.includes('from PIL import Image, ImageOps')).toBe(name === 'shapes');
    expect(text).not.toMatch(/@\w+@|undefined|NaN/);
  });
});

test('images are shown with their classes', async () => {
  const { session, reports } = siteStage();
  const dataset = readSiteDatasets(site.public).find(({ name }) => name === 'shapes');
  if (!dataset) expect.fail('shapes is not built');
  await session.handle({ type: 'preview', runId: 1, dataset, count: 3, offset: 159 });
  const preview = reports.find(({ type }) => type === 'preview');
  if (preview?.type !== 'preview') expect.fail(JSON.stringify(preview));
  expect(preview.images.map(({ width, height }) => [width, height])).toEqual([
    [16, 12],
    [16, 12],
    [16, 12],
  ]);
  const { train } = await loadDataset(dataset, { trainImages: 160, testImages: 0 }, siteOptions);
  expect(preview.images.map(({ label }) => label)).toEqual([159, 0, 1].map((index) => train.labels[index]));
});

test('a set that has changed since the page was loaded is told', async () => {
  const settings = standardSettings('shapes');
  const manifestFile = join(site.built, 'shapes/manifest.json');
  const manifest = await readFile(manifestFile, 'utf8');
  await writeFile(manifestFile, manifest.replaceAll('"frame"', '"edge"'));
  expect(failureOf(await siteStage().train(settings))).toMatchObject({
    kind: 'data',
    message: 'Drawn shapes has changed since this page was loaded: classNames.',
  });
  await writeFile(manifestFile, manifest.slice(5));
  expect(failureOf(await siteStage().train(settings)).message).toContain('manifest.json is not valid');
  await writeFile(manifestFile, manifest);
});

test('an altered file is told', async () => {
  const labels = join(site.built, 'shapes/train-labels.bin');
  const bytes = await readFile(labels);
  await writeFile(labels, bytes.toReversed());
  const { message, fix } = failureOf(await siteStage().train(standardSettings('shapes')));
  expect(message).toContain('train-labels.bin is altered');
  expect(fix).toContain('npm run data');
  await writeFile(labels, bytes);
});

test('a name that is none is told with those that are', () => {
  expect(() => standardSettings('shape')).toThrow(
    'There is no data set “shape”. Name one of mnist, mnist-8x8, fashion-mnist, cifar10, ten-features, or a folder',
  );
});

test('takes a word that every object knows for no data set', () => {
  expect(() => standardSettings('constructor')).toThrow('There is no data set “constructor”.');
});
