import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportedFile } from '../../../src/export/exported-file.ts';
import { labFile } from '../../../src/export/lab-file.ts';
import { describeDataset } from '../../../src/datasets/describe.ts';
import { noOwnDataset } from '../../../src/datasets/own/description.ts';
import { buildTorchModule } from '../../../src/training/build-torch-module.ts';
import { exportCases, labCase, parameterNames } from '../support/exports.ts';
import { ownFile } from '../support/own-files.ts';
import { mnistSettings } from '../support/settings.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const python = spawnSync('python3', ['--version']).status === 0;

// The real frameworks run these very files.
describe.each(exportCases)('the export of $name', ({ name, settings }) => {
  test.each(['torch', 'keras'] as const)('to %s is what the judge runs', async (dialect) => {
    for (const format of ['py', 'ipynb'] as const) {
      const { text } = exportedFile(dialect, format, settings);
      await expect(text).toMatchFileSnapshot(`../../judges/exports/${name}_${dialect}.${format}`);
    }
  });

  test.skipIf(!python).each(['torch', 'keras'] as const)('to %s is Python', (dialect) => {
    const input = exportedFile(dialect, 'py', settings).text;
    const check = 'import ast, sys; ast.parse(sys.stdin.read())';
    const { status, stderr } = spawnSync('python3', ['-c', check], { input, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test.each(['torch', 'keras'] as const)('to %s fills every placeholder', (dialect) => {
    expect(exportedFile(dialect, 'py', settings).text).not.toMatch(/@\w+@|undefined|NaN/);
  });
});

test.each(['torch', 'keras'] as const)('the export of a lab to %s is what the judge runs', async (dialect) => {
  for (const format of ['py', 'ipynb'] as const) {
    const { text } = labFile(dialect, format, labCase.lab);
    expect(text).not.toMatch(/@\w+@|undefined|NaN/);
    await expect(text).toMatchFileSnapshot(`../../judges/exports/${labCase.name}_${dialect}.${format}`);
  }
});

test.each(['flowers.csv', 'bars.csv'] as const)('the judge has the reader’s own %s', async (name) => {
  await expect(ownFile(name)).toMatchFileSnapshot(`../../judges/exports/${name}`);
});

test('the judge knows the data and the parameters of every export', async () => {
  const cases = [...exportCases, { name: labCase.name, settings: labCase.lab.training }].map(({ name, settings }) => {
    const { dataset, seed, layers } = settings;
    const { height, width, channels } = describeDataset(dataset);
    const module = buildTorchModule(settings, [height, width, channels]);
    const shapes = [...module.parameters()].map(({ shape }) => shape);
    const parameters = Object.fromEntries(parameterNames(layers).map((name, index) => [name, shapes[index] ?? []]));
    module.dispose();
    return { name, dataset: typeof dataset === 'string' ? dataset : dataset.title, seed, parameters };
  });
  const lines = cases.map((each) => JSON.stringify(each)).join(',\n');
  await expect(`[\n${lines}\n]\n`).toMatchFileSnapshot('../../judges/exports/cases.json');
});

test.each(['torch', 'keras'] as const)('the export of a folder of images to %s imports what reads them', (dialect) => {
  const dataset = {
    ...noOwnDataset,
    id: 1,
    title: 'animals',
    classNames: Array.from({ length: 10 }, (_, label) => `animal ${label}`),
    fullTrainImages: 2_000,
    fullTestImages: 500,
    source: { type: 'images', folder: 'animals' },
  } as const;
  const { text } = exportedFile(dialect, 'py', mnistSettings({ dataset }));
  expect(text).toContain('\nfrom PIL import Image, ImageOps\n');
  expect(text).toContain('ImageOps.exif_transpose(Image.open(');
});

test('a file is named after its data set and framework', () => {
  const names = (['py', 'ipynb'] as const).map((format) => exportedFile('keras', format, mnistSettings()).name);
  expect(names).toEqual(['mnist_keras.py', 'mnist_keras.ipynb']);
});
