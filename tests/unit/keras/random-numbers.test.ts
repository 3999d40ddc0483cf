import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import * as numbers from '../../../src/keras/random/philox-numbers.ts';
import { orderOfEpoch } from '../../../src/keras/random/seed-generator.ts';
import type { GoldenTensor } from '../support/golden-values.ts';
import { buildLayer, construct, type Specification } from '../support/keras-objects.ts';
import { startWasm } from '../support/wasm.ts';

/** A golden case; each kind has parameters of its own. */
interface RandomCase {
  readonly name: string;
  readonly kind: string;
  readonly values: GoldenTensor;
  readonly draw: keyof typeof draws;
  readonly parameters: readonly [number, number];
  readonly seed: number;
  readonly class: string;
  readonly config: Specification[1];
  readonly layers: readonly (readonly [...Specification, (number | null)[]])[];
  readonly rate: number;
  readonly count: number;
}

const file = new URL('../../fixtures/keras/random_numbers.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: RandomCase[] };
const draws = {
  normal: numbers.normalNumbers,
  uniform: numbers.uniformNumbers,
  truncated: numbers.truncatedNumbers,
  whole: numbers.wholeNumbers,
  wholeOf64Bits: numbers.wholeNumbersOf64Bits,
};
const valuesOf: Record<string, (parameters: RandomCase) => ArrayLike<number>> = {
  stream: ({ draw, parameters }) => draws[draw](numbers.streamOfSeed(1234567, 3), 101, ...parameters),
  initializer: ({ seed, class: name, config }) => {
    keras.utils.setRandomSeed(seed);
    return (construct(keras.initializers, name, config) as keras.Initializer).call([3, 4]).dataSync();
  },
  layers: ({ layers }) => {
    keras.utils.setRandomSeed(42);
    return layers.flatMap(([name, config, shape]) => {
      const layer = buildLayer([name, config]);
      layer.build(shape);
      return layer.weights.flatMap((weight) => Array.from(weight.read().dataSync()));
    });
  },
  dropout: ({ rate }) => {
    const layer = new keras.layers.Dropout(rate, { seed: 7 });
    return [1, 2].flatMap(() => Array.from(layer.call(tf.ones([3, 5]), { training: true }).dataSync()));
  },
  order: ({ count, seed }) => [1, 2].flatMap(() => Array.from(orderOfEpoch(count, seed))),
};

beforeAll(startWasm);

test.each(cases)('$name', (parameters) => {
  const values = valuesOf[parameters.kind]?.(parameters) ?? [];
  expect(Array.from(values)).toEqual(parameters.values.tensor.map((value) => Math.fround(Number(value))));
});
