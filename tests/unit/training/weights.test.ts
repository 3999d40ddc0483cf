/** Saving and loading of weights, in both dialects on WASM: from training to a file, and back. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type {
  BatchReport,
  ChosenImage,
  DialectName,
  InitialWeights,
  SavedFile,
  SaveWeightsRequest,
  TrainingReport,
} from '../../../src/training/protocol.ts';
import { fitWeights } from '../../../src/weights/fit-weights.ts';
import { readWeights } from '../../../src/weights/read-weights.ts';
import { mnistSettings } from '../support/settings.ts';
import { failureOf, resultOf, stage, type Stage } from '../support/training-stage.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const settings = mnistSettings({
  trainImages: 300,
  layers: [
    { type: 'conv2d', filters: 6, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'dropout', rate: 0.25 },
    { type: 'flatten' },
    { type: 'dense', units: 16, activation: 'relu' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
});
const imageShape = [28, 28, 1] as const;
const image: ChosenImage = {
  width: 28,
  height: 28,
  channels: 1,
  pixels: Uint8Array.from({ length: 784 }, (_, index) => (index * 7) % 256),
};

type Format = Pick<SaveWeightsRequest, 'dialect' | 'format'>;
const formats: readonly Format[] = [
  { dialect: 'torch', format: 'safetensors' },
  { dialect: 'keras', format: 'safetensors' },
  { dialect: 'keras', format: 'tfjs' },
];

async function save({ session, reports }: Stage, format: Format, trainedBy = 1): Promise<readonly SavedFile[]> {
  await session.handle({ type: 'save-weights', runId: 9, backend: 'wasm', trainedBy, name: 'net', ...format });
  const saved = reports.findLast((report) => report.type === 'weights-saved');
  return saved?.type === 'weights-saved' ? saved.files : [];
}

/** What a page makes of files that it has saved. */
function read(files: readonly SavedFile[]): InitialWeights {
  const chosen = files.map(({ name, content }) => ({
    name,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  }));
  return fitWeights(readWeights(chosen), { layers: settings.layers, imageShape });
}

async function probabilities({ session, reports }: Stage, trainedBy: number, dialect: DialectName) {
  await session.handle({ type: 'classify', runId: 10, backend: 'wasm', trainedBy, image });
  const seen = reports.findLast((report) => report.type === 'inspection' && report.dialect === dialect);
  return seen?.type === 'inspection' ? seen.probabilities : [];
}

const firstLosses = (reports: readonly TrainingReport[], dialect: DialectName) =>
  reports
    .filter((report): report is BatchReport => report.type === 'batch' && report.dialect === dialect)
    .slice(0, 1)
    .map(({ loss }) => loss);

describe('a network that was trained', () => {
  test.each(formats)('is the same after a file of $dialect as $format, bit for bit', async (format) => {
    const trained = stage();
    await trained.train({ ...settings, dialects: ['torch', 'keras'] });
    const before = memory().numTensors;
    const weights = read(await save(trained, format));
    expect(weights.dialect).toBe(format.dialect);
    const other = stage();
    await other.session.handle({ type: 'load-weights', runId: 5, backend: 'wasm', settings, imageShape, weights });
    expect(other.reports.at(-1)).toEqual({ type: 'finished', runId: 5, leakedTensors: 0 });
    expect(other.reports).toContainEqual({ type: 'weights-loaded', runId: 5, dialects: ['keras', 'torch'] });
    const mine = await probabilities(trained, 1, format.dialect);
    expect(await probabilities(other, 5, format.dialect)).toEqual(mine);
    // In the other framework's arrangement it is the same network; sums are added up in another order.
    const converted = await probabilities(other, 5, format.dialect === 'torch' ? 'keras' : 'torch');
    converted.forEach((value, index) => expect(value).toBeCloseTo(mine[index] ?? NaN, 5));
    expect(memory().numTensors).toBe(before);
  });

  test('by one style alone is saved in the arrangement of the other as well, and back', async () => {
    const trained = stage();
    await trained.train({ ...settings, dialects: ['torch'] });
    const [own, converted] = [
      read(await save(trained, { dialect: 'torch', format: 'safetensors' })),
      await save(trained, { dialect: 'keras', format: 'safetensors' }),
    ];
    const other = stage();
    const weights = read(converted);
    expect(weights.tensors[0]?.shape).toEqual([3, 3, 1, 6]);
    await other.session.handle({ type: 'load-weights', runId: 5, backend: 'wasm', settings, imageShape, weights });
    const back = read(await save(other, { dialect: 'torch', format: 'safetensors' }, 5));
    expect(back).toEqual(own);
  });

  test('goes on from its weights, in both styles', async () => {
    const trained = stage();
    await trained.train({ ...settings, dialects: ['torch'], epochs: 5, batchSize: 25 });
    const initialWeights = read(await save(trained, { dialect: 'torch', format: 'safetensors' }));
    const on = stage();
    await on.session.handle({ type: 'train', runId: 1, backend: 'wasm', settings, initialWeights });
    expect(on.reports.at(-1)).toEqual({ type: 'finished', runId: 1, leakedTensors: 0 });
    const last = resultOf(trained.reports, 'torch').trainLoss;
    for (const dialect of settings.dialects) {
      const [loss = NaN] = firstLosses(on.reports, dialect);
      expect(loss).toBeLessThan(last * 1.5);
      expect(loss).toBeLessThan((firstLosses(trained.reports, 'torch')[0] ?? NaN) / 2);
    }
  });

  test('carries what it takes to set it up again, and nothing of the reader', async () => {
    const trained = stage();
    await trained.train({ ...settings, dialects: ['torch'] });
    const [file] = await save(trained, { dialect: 'torch', format: 'safetensors' });
    if (typeof file?.content !== 'object') expect.fail('it is no safetensors file');
    const { metadata, tensors } = readWeights([{ name: file.name, bytes: file.content }]);
    expect(file.name).toBe('net_torch.safetensors');
    expect(metadata.format).toBe('pt');
    const { layers, scaling, dataset } = settings;
    expect(JSON.parse(metadata.duet ?? '')).toEqual({ layers, scaling, dataset });
    expect(tensors.map(({ name }) => name)).toEqual([
      'conv1.weight',
      'conv1.bias',
      'fc1.weight',
      'fc1.bias',
      'fc2.weight',
      'fc2.bias',
    ]);
  });
});

describe('weights that do not fit', () => {
  const zeros = (shape: readonly number[], name: string) => ({
    name,
    shape,
    values: new Float32Array(shape.reduce((product, size) => product * size, 1)),
  });
  const weights: InitialWeights = {
    dialect: 'torch',
    tensors: [zeros([6, 3, 3, 3], '0.weight'), zeros([6], '0.bias')],
  };

  test.each(['train', 'load-weights'] as const)('end a request to %s with the tensors at fault', async (type) => {
    const { session, reports } = stage();
    const before = memory().numTensors;
    const request = { runId: 1, backend: 'wasm', settings } as const;
    if (type === 'train') await session.handle({ type, ...request, initialWeights: weights });
    else await session.handle({ type, ...request, imageShape, weights });
    expect(failureOf(reports.at(-1))).toMatchObject({
      kind: 'settings',
      message: expect.stringContaining('0.weight [6, 3, 3, 3] is [6, 1, 3, 3] in this network') as string,
    });
    expect(memory().numTensors).toBe(before);
  });
});

describe('what is kept', () => {
  test('of a run and of a file does not push the other out', async () => {
    const both = stage();
    await both.train({ ...settings, dialects: ['torch'] });
    const weights = read(await save(both, { dialect: 'torch', format: 'safetensors' }));
    const trained = await probabilities(both, 1, 'torch');
    await both.session.handle({ type: 'load-weights', runId: 2, backend: 'wasm', settings, imageShape, weights });
    expect(await probabilities(both, 1, 'torch')).toEqual(trained);
    expect(await probabilities(both, 2, 'torch')).toEqual(trained);
    await both.session.handle({ type: 'forget', runId: 2 });
    await both.session.handle({ type: 'classify', runId: 3, backend: 'wasm', trainedBy: 2, image });
    expect(failureOf(both.reports.at(-1)).message).toBe('The networks of this run are no longer in memory.');
  });

  test('of a run that is gone cannot be saved', async () => {
    const { session, reports } = stage();
    const format = { dialect: 'torch', format: 'tfjs' } as const;
    await session.handle({ type: 'save-weights', runId: 1, backend: 'wasm', trainedBy: 4, name: 'net', ...format });
    expect(failureOf(reports.at(-1)).fix).toBe('Press Run to train them again.');
  });
});
