/** The numbers of lesson 1, held against arithmetic that knows no dialect. */
import { expect, test } from 'vitest';
import { values } from '../../../../content/lessons/01-one-cnn-two-apis/values.ts';

/** Weights and a bias for each output. */
const affine = (inputs: number, outputs: number): number => (inputs + 1) * outputs;
const hidden = affine(4 * 4 * 64, 64);

test('counts shapes and parameters', () => {
  const convolutions = affine(3 * 3 * 3, 32) + affine(3 * 3 * 32, 64) + affine(3 * 3 * 64, 64);
  expect(values.parameterCount).toBe(convolutions + hidden + affine(64, 10));
  expect(values.hiddenParameters).toBe(hidden);
  expect(values.first).toEqual({ kernelWeights: 27, kernelParameters: 28, channels: 32, parameters: 28 * 32 });
  expect(values.path).toEqual({ sides: [32, 30, 15, 13, 6, 4], before: [4, 4, 64], after: 1024 });
  expect(values.largerImage).toEqual({ sides: [64, 62, 31, 29, 14, 12], before: [12, 12, 64], after: 9216 });
  expect(values.deeper.after).toBe(2 * 2 * 64);
  expect(values.deeper.hiddenParameters).toBe(affine(256, 64));
  expect(values.deeper.fewer).toBe(hidden - affine(256, 64));
});

test('knows the answers of the question on parameters', () => {
  expect(values.quiz).toEqual({
    kernels: 16,
    kernelWeights: 75,
    kernelParameters: 76,
    parameters: 76 * 16,
    withoutBiases: 75 * 16,
    oneChannel: 26 * 16,
  });
});

test('computes the loss of logits, and of logits that are taken for probabilities', () => {
  const [first = 0, ...others] = values.logits;
  const exponentials = [first, ...others].map(Math.exp);
  const sum = exponentials.reduce((total, value) => total + value, 0);
  expect(values.loss).toBeCloseTo(-Math.log(Math.exp(first) / sum), 6);
  // Keras clips to between 0 and 1, and divides by the sum.
  const clipped = [first, ...others].map((value) => Math.min(Math.max(value, 0), 1));
  const clippedSum = clipped.reduce((total, value) => total + value, 0);
  expect(values.lossReadAsProbabilities).toBeCloseTo(-Math.log(1 / clippedSum), 5);
});

test('says what PyTorch says of sizes that do not fit, and knows the defaults of Adam', () => {
  expect(values.mismatch.message).toBe('mat1 and mat2 shapes cannot be multiplied (1x1024 and 1000x64)');
  expect(values.adam).toEqual({ learningRate: 0.001, torchEpsilon: 1e-8, kerasEpsilon: 1e-7 });
});

test('knows how far chance moves an accuracy, and what guessing gives', () => {
  expect(values.standardError.full).toBeCloseTo(0.00458, 5);
  expect(values.standardError.standard / values.standardError.full).toBeCloseTo(Math.sqrt(5), 10);
  expect(values.standardError.quick / values.standardError.full).toBeCloseTo(Math.sqrt(20), 10);
  expect(values.guess).toBe(0.1);
  expect(values.images).toBe(values.trainImages + values.testImages);
});

/** Mean test accuracies of `measurements/runs.csv`, worked out by hand. */
const means = { kerasPlain: 0.4563, torchPlain: 0.416, keras: 0.4957, torch: 0.4621, torchGlorot: 0.4876 };

test('compares the short runs of the real frameworks', () => {
  const { short } = values.measured;
  expect(short.kerasLead.zeroToOne).toBeCloseTo(means.kerasPlain - means.torchPlain, 3);
  expect(short.kerasLead.minusOneToOne).toBeCloseTo(means.keras - means.torch, 3);
  expect(short.leadWithEqualWeights).toBeCloseTo(means.keras - means.torchGlorot, 3);
  expect(short.scalingGain.keras).toBeCloseTo(means.keras - means.kerasPlain, 3);
  expect(short.scalingGain.torch).toBeCloseTo(means.torch - means.torchPlain, 3);
  // What the prose concludes from the figures.
  expect(short.leadWithEqualWeights).toBeLessThan(short.leastSpread);
});

test('compares the full runs as the prose does', () => {
  const { full } = values.measured;
  expect(full.torch.lowest).toBeGreaterThan(full.kerasOfSource.highest);
  expect(full.torch.mean).toBeGreaterThan(full.kerasAlike.mean);
  expect(full.kerasAlike.loss).toBeLessThan(full.torch.loss);
  expect(full.wayGone.mean).toBeCloseTo((0.69 - 0.671) / (0.7233 - 0.671), 2);
});
