import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presetSettings } from '../../../components/cnn-trainer/settings-presets.ts';
import { listingCell } from '../../../components/listing/cells.ts';
import { networkRows } from '../../../components/network-table/rows.ts';
import { accuracySpread, type RunGroup } from '../../../components/seed-spread/spread.ts';
import { network } from '../../../content/lessons/01-one-cnn-two-apis/network.ts';
import { datasets } from '../../../src/datasets/registry.ts';

const lessons = globSync('content/lessons/*/index.mdx');
const listings = globSync('content/lessons/*/{listings,measurements}/*.py');
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Every `<Listing source={name} ... cell="...">` of a lesson, with the file that `name` was imported from. */
function shownCells(lesson: string): { file: string; cell: string }[] {
  const text = readFileSync(lesson, 'utf8');
  const files = new Map(
    [...text.matchAll(/^import (\w+) from '\.\/(listings\/\w+\.py)\?raw';$/gm)].map(([, name, file]) => [name, file]),
  );
  return [...text.matchAll(/<Listing source=\{(\w+)\} file="([^"]+)" cell="([^"]+)"/g)].map(([, name, shown, cell]) => {
    const file = files.get(name);
    if (file === undefined || shown === undefined || cell === undefined)
      throw new Error(`${lesson}: ${name} not imported`);
    expect(basename(file), `${lesson}: the name shown is the name of the file`).toBe(shown);
    return { file: join(dirname(lesson), file), cell };
  });
}

test('there are lessons and listings', () => {
  expect(lessons.length).toBeGreaterThan(0);
  expect(listings.length).toBeGreaterThan(0);
});

describe.each(lessons)('%s', (lesson) => {
  test('shows every listing of its folder', () => {
    const text = readFileSync(lesson, 'utf8');
    for (const listing of globSync(join(dirname(lesson), 'listings/*.py'))) {
      expect(text).toContain(`'./listings/${basename(listing)}?raw'`);
    }
  });

  test('shows cells that its listings have, none of them empty', () => {
    for (const { file, cell } of shownCells(lesson)) {
      expect(listingCell(readFileSync(file, 'utf8'), cell), `${file}, ${cell}`).not.toBe('');
    }
  });

  test('has unique anchors for experiments, claims and quizzes', () => {
    // A term is named by an id of the glossary, and as often as it is explained.
    const ids = [...readFileSync(lesson, 'utf8').matchAll(/(?<!<Term )\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test.runIf(hasPython).each(listings)('%s is Python', (listing) => {
  const compiled = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
    input: readFileSync(listing),
    encoding: 'utf8',
  });
  expect(compiled.stderr).toBe('');
  expect(compiled.status).toBe(0);
});

describe('lesson 1', () => {
  const { height, width, channels } = datasets.cifar10;
  const text = readFileSync('content/lessons/01-one-cnn-two-apis/index.mdx', 'utf8');

  test('gives every experiment something to reach in every preset', () => {
    const experiments = text.match(/<(CnnTrainer|ImageGrid)\n[\s\S]*?\n\/>/g) ?? [];
    expect(experiments.length).toBeGreaterThan(0);
    for (const experiment of experiments) {
      for (const preset of ['quick', 'standard', 'full'])
        expect(experiment).toMatch(new RegExp(`^ {4}${preset}: \\{`, 'm'));
    }
  });

  test('has the network that the trainer trains when a lesson says nothing', () => {
    expect(presetSettings('both').standard.layers).toEqual(network);
  });

  test('writes the sizes into the PyTorch listing that the table works out', () => {
    const model = listingCell(
      readFileSync('content/lessons/01-one-cnn-two-apis/listings/torch_cnn.py', 'utf8'),
      'model',
    );
    const layers = networkRows([height, width, channels], network).map(({ torch }) => torch);
    for (const layer of layers.filter((name) => name.startsWith('Conv2d'))) expect(model).toContain(`nn.${layer}`);
    expect(layers).toContain('Linear(1024, 64)');
    expect(model).toContain('nn.Linear(64 * 4 * 4, 64)');
    expect(model).toContain('nn.Linear(64, 10)');
  });

  test('says of the measured short runs what they say', () => {
    const runs = readFileSync('content/lessons/01-one-cnn-two-apis/measurements/runs.csv', 'utf8');
    const keras: RunGroup = {
      framework: 'keras',
      epochs: 2,
      scaling: 'minusOneToOne',
      validationSplit: 0,
      firstWeights: 'glorot',
    };
    const torch: RunGroup = { ...keras, framework: 'torch', firstWeights: 'default' };
    const about = (value: number, expected: number): void => {
      expect(Math.abs(value - expected)).toBeLessThan(0.01);
    };
    const mean = (group: RunGroup): number => accuracySpread(runs, group).mean;
    for (const group of [keras, torch]) {
      about(mean(group) - mean({ ...group, scaling: 'zeroToOne' }), 0.04);
      about(mean(group) - mean({ ...group, validationSplit: 0.3 }), 0.03);
    }
    for (const scaling of ['zeroToOne', 'minusOneToOne'] as const) {
      about(mean({ ...keras, scaling }) - mean({ ...torch, scaling }), 0.035);
      for (const group of [keras, torch]) {
        const { highest, lowest } = accuracySpread(runs, { ...group, scaling });
        expect(highest - lowest).toBeGreaterThan(0.02);
        expect(highest - lowest).toBeLessThan(0.065);
      }
    }
    const lead = mean(keras) - mean(torch);
    expect(mean(keras) - mean({ ...torch, firstWeights: 'glorot' })).toBeLessThan(lead / 2);
  });

  test('says of the measured long runs what they say', () => {
    const runs = readFileSync('content/lessons/01-one-cnn-two-apis/measurements/runs.csv', 'utf8');
    const keras: RunGroup = {
      framework: 'keras',
      epochs: 10,
      scaling: 'minusOneToOne',
      validationSplit: 0,
      firstWeights: 'glorot',
    };
    const torch: RunGroup = { ...keras, framework: 'torch', firstWeights: 'default' };
    const mean = (group: RunGroup): number => accuracySpread(runs, group).mean;
    const asTheSource = { ...keras, scaling: 'zeroToOne', validationSplit: 0.1 } as const;
    const distance = mean(torch) - mean(asTheSource);
    const way = (mean(keras) - mean(asTheSource)) / distance;
    expect(way).toBeGreaterThan(0.3);
    expect(way).toBeLessThan(0.4);
    expect(mean(torch)).toBeCloseTo(0.72, 2);
    const { lowest, highest } = accuracySpread(runs, asTheSource);
    expect([lowest.toFixed(2), highest.toFixed(2)]).toEqual(['0.66', '0.68']);
    const withKerasWeights = mean({ ...torch, firstWeights: 'glorot' });
    expect(Math.abs(withKerasWeights - mean(torch))).toBeLessThan(0.005);
    expect(withKerasWeights - mean(keras)).toBeGreaterThan(0.025);
    expect(withKerasWeights - mean(keras)).toBeLessThan(0.035);
  });
});
