/** Looking into networks, in both dialects on WASM: while they train and when they are done. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { networkShapes } from '../../../src/network/shapes.ts';
import type {
  ChosenImage,
  DialectName,
  HistogramReport,
  InspectionReport,
  TrainingReport,
} from '../../../src/training/protocol.ts';
import type { Session } from '../../../src/training/session.ts';
import { mnistSettings } from '../support/settings.ts';
import { failureOf, resultOf, stage } from '../support/training-stage.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const settings = mnistSettings({
  trainImages: 300,
  layers: [
    { type: 'conv2d', filters: 20, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'dropout', rate: 0.25 },
    { type: 'flatten' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
});
const dialects: DialectName[] = ['keras', 'torch'];

const inspections = (reports: readonly TrainingReport[]): InspectionReport[] =>
  reports.filter((report) => report.type === 'inspection');
const histograms = (reports: readonly TrainingReport[]): HistogramReport[] =>
  reports.filter((report) => report.type === 'histograms');

/** A sample as a page sends it back: grey, from RGBA. */
function grey(rgba: Uint8ClampedArray): ChosenImage {
  const pixels = Uint8Array.from({ length: 784 }, (_, index) => rgba[index * 4] ?? 0);
  return { width: 28, height: 28, channels: 1, pixels };
}

/** A run with its samples, and what it made of the first of them afterwards. */
async function classified() {
  const { session, reports, train } = stage();
  await train(settings);
  const [sample] = resultOf(reports, 'keras').samples;
  if (!sample) expect.fail('there is no sample');
  const image = grey(sample.pixels);
  const before = memory().numTensors;
  await session.handle({ type: 'classify', runId: 2, backend: 'wasm', trainedBy: 1, image });
  return { session, reports, image, tensors: memory().numTensors - before };
}

describe('a trained network', () => {
  test('says of an image what it said in the test, and leaves nothing on the device', async () => {
    const { reports, tensors } = await classified();
    expect(tensors).toBe(0);
    expect(reports.at(-1)).toEqual({ type: 'finished', runId: 2, leakedTensors: 0 });
    for (const dialect of dialects) {
      const [tested] = resultOf(reports, dialect).samples;
      const seen = inspections(reports).find((report) => report.dialect === dialect);
      expect(seen?.at).toBeNull();
      expect(seen?.probabilities).toHaveLength(10);
      seen?.probabilities.forEach((probability, index) => {
        expect(probability).toBeCloseTo(tested?.probabilities[index] ?? NaN, 5);
      });
    }
  });

  test('shows each layer in its shape, with at most sixteen channels and filters', async () => {
    const { reports } = await classified();
    const shapes = networkShapes([28, 28, 1], settings.layers).map(({ outputShape }) => outputShape);
    for (const { layers } of inspections(reports)) {
      expect(layers.map(({ activations: { height, width } }) => [height, width])).toEqual([
        [26, 26],
        [13, 13],
        [13, 13],
        [1, 256],
        [1, 10],
      ]);
      expect(layers.map(({ activations }) => activations.total)).toEqual(shapes.map((shape) => shape.at(-1)));
      expect(layers[0]?.activations.count).toBe(16);
      expect(layers[0]?.filters).toMatchObject({ count: 16, height: 3, width: 3, channels: 1, total: 20 });
      expect(layers[4]?.filters).toBeNull();
      for (const { activations, filters } of layers) {
        for (const maps of filters ? [activations, filters] : [activations]) {
          expect(maps.values).toHaveLength(maps.count * maps.height * maps.width * maps.channels);
          expect(new Set(maps.values).size).toBeGreaterThan(1);
        }
      }
      // After relu, and dropout is off.
      expect(Math.min(...(layers[0]?.activations.values ?? []))).toBe(0);
      expect(layers[2]?.activations.values).toEqual(layers[1]?.activations.values);
    }
  });

  test('is gone when it is forgotten, or another run begins', async () => {
    const { session, reports, image } = await classified();
    const ask = () => session.handle({ type: 'classify', runId: 3, backend: 'wasm', trainedBy: 1, image });
    await session.handle({ type: 'forget', runId: 7 });
    await ask();
    expect(reports.at(-1)?.type).toBe('finished');
    await session.handle({ type: 'forget', runId: 1 });
    await ask();
    expect(failureOf(reports.at(-1))).toMatchObject({ kind: 'settings', fix: 'Press Run to train them again.' });
  });

  test('refuses an image of another size', async () => {
    const { session, reports, image } = await classified();
    const wide = { ...image, width: 56, height: 14 };
    await session.handle({ type: 'classify', runId: 3, backend: 'wasm', trainedBy: 1, image: wide });
    expect(failureOf(reports.at(-1)).message).toContain('56 × 14');
  });
});

test('a network of more than 64 MiB is not kept', async () => {
  const layers = [
    { type: 'flatten' },
    ...Array.from({ length: 5 }, () => ({ type: 'dense', units: 2_048, activation: 'relu' }) as const),
    { type: 'dense', units: 10, activation: 'linear' },
  ] as const;
  const { reports, train } = stage();
  await train(
    mnistSettings({
      layers,
      dialects: ['keras'],
      trainImages: 2,
      batchSize: 1,
      testImages: 1,
      epochs: 1,
      optimizer: 'sgd',
    }),
  );
  expect(reports.find(({ type }) => type === 'dialect')).toMatchObject({ isKept: false });
});

describe('a network that trains', () => {
  test('tells how its parameters and gradients are spread, before the first step and after each epoch', async () => {
    const { reports, train } = stage();
    await train(settings);
    for (const dialect of dialects) {
      const told = histograms(reports).filter((report) => report.dialect === dialect);
      expect(told.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
      for (const { parameters } of told) {
        const names = dialect === 'torch' ? ['weight', 'bias'] : ['kernel', 'bias'];
        expect(parameters.map(({ layerIndex, name }) => [layerIndex, name])).toEqual(
          [0, 4].flatMap((layer) => names.map((name) => [layer, name])),
        );
        const sizes = [20 * 9, 20, 13 * 13 * 20 * 10, 10];
        parameters.forEach(({ values, gradient }, index) => {
          for (const { minimum, maximum, counts } of [values, gradient]) {
            expect(counts).toHaveLength(32);
            expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sizes[index]);
            expect(maximum).toBeGreaterThanOrEqual(minimum);
          }
        });
      }
      // Training moves the weights.
      expect(told[2]?.parameters[2]?.values).not.toEqual(told[0]?.parameters[2]?.values);
    }
    // Keras begins with biases of 0: all of them in one part.
    const [kerasStart] = histograms(reports).filter(({ dialect }) => dialect === 'keras');
    expect(kerasStart?.parameters[1]?.values).toMatchObject({ minimum: 0, maximum: 0 });
    expect(kerasStart?.parameters[1]?.values.counts[0]).toBe(20);
  });

  test('shows an image that is watched, and learns the same as without', async () => {
    const plain = stage();
    await plain.train(settings);
    const [sample] = resultOf(plain.reports, 'keras').samples;
    if (!sample) expect.fail('there is no sample');
    const image = grey(sample.pixels);
    const watched = stage((report, session) => {
      if (report.type === 'started') void session.handle({ type: 'watch', runId: 1, image });
    });
    expect(await watched.train(settings)).toMatchObject({ leakedTensors: 0 });
    const seen = inspections(watched.reports);
    expect(seen.length).toBeGreaterThan(8);
    expect(seen[0]).toMatchObject({ dialect: 'keras', at: { epoch: 1, batch: 1 } });
    for (const dialect of dialects) {
      expect(resultOf(watched.reports, dialect).testLoss).toBe(resultOf(plain.reports, dialect).testLoss);
    }
  });
});

describe('a network whose training is paused', () => {
  test('shows another image at once, without a step, and learns the same', async () => {
    const plain = stage();
    await plain.train(settings);
    const images = resultOf(plain.reports, 'keras')
      .samples.slice(0, 2)
      .map(({ pixels }) => grey(pixels));
    const [first, second] = images;
    if (!first || !second) expect.fail('there are no samples');
    const tell = (session: Session, type: 'pause' | 'resume') => void session.handle({ type, runId: 1 });
    const watch = (session: Session, image: ChosenImage) => void session.handle({ type: 'watch', runId: 1, image });
    const paused = stage((report, session) => {
      if (report.type === 'batch' && report.epoch === 1 && report.batch === 2) tell(session, 'pause');
      if (report.type === 'paused') watch(session, first);
      if (report.type !== 'inspection' || report.at?.epoch !== 1 || report.at.batch !== 2) return;
      if (inspections(paused.reports).filter(({ dialect }) => dialect === report.dialect).length === 1) {
        watch(session, second);
      } else tell(session, 'resume');
    });
    expect(await paused.train(settings)).toMatchObject({ type: 'finished', leakedTensors: 0 });
    const types = paused.reports.map(({ type }) => type);
    const pause = types.indexOf('paused');
    expect(types.slice(pause, pause + 4)).toEqual(['paused', 'inspection', 'inspection', 'resumed']);
    const [one, other] = inspections(paused.reports);
    expect(other?.probabilities).not.toEqual(one?.probabilities);
    for (const dialect of dialects) {
      expect(resultOf(paused.reports, dialect).testLoss).toBe(resultOf(plain.reports, dialect).testLoss);
    }
  });
});

test('examples of the confusion matrix are of their cells, at most twelve each', async () => {
  const { reports, train } = stage();
  await train(settings);
  const { confusionMatrix, examples } = resultOf(reports, 'torch');
  confusionMatrix.forEach((row, label) => {
    row.forEach((count, predicted) => {
      const cell = examples.filter((example) => example.label === label && example.predicted === predicted);
      expect(cell).toHaveLength(Math.min(count, 12));
    });
  });
});
