import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { readCases, type GoldenCase } from '../support/golden-cases.ts';
import { expectValue, type GoldenTensor, type Json } from '../support/golden-values.ts';
import { buildSequential, type Specification } from '../support/keras-objects.ts';
import {
  decodeTensor,
  decodeTensors,
  describe as describeTensor,
  describeAll,
  keywords,
} from '../support/keras-values.ts';
import { startWasm } from '../support/wasm.ts';

interface PyDatasetCase extends GoldenCase {
  readonly layers: never;
  readonly x: never;
  readonly y: never;
  readonly batch_size: number;
  readonly validation_batch_size: number | null;
  readonly endless: boolean;
  readonly stop_at: number | null;
  readonly fit: Readonly<Record<string, Json>>;
  readonly steps: number | null;
  readonly tolerance: number;
  readonly events: readonly string[];
  readonly losses: Json;
  readonly history: Readonly<Record<string, Json>>;
  readonly evaluation: Readonly<Record<string, Json>>;
  readonly predictions: Json;
  readonly weights_after: Json;
}

beforeAll(startWasm);

/** The data set of tests/judges/keras_cases/py_dataset.py. */
class Batches extends keras.utils.PyDataset {
  readonly #name: string;
  readonly #samples: readonly [GoldenTensor, GoldenTensor];
  readonly #size: number;
  readonly #isEndless: boolean;
  readonly #events: string[];

  constructor(name: string, golden: PyDatasetCase, size: number, isEndless: boolean, events: string[]) {
    super();
    this.#name = name;
    this.#samples = [golden.x, golden.y];
    this.#size = size;
    this.#isEndless = isEndless;
    this.#events = events;
  }

  override get numBatches(): number | null {
    return this.#isEndless ? null : this.#count;
  }

  get #count(): number {
    return Math.ceil((this.#samples[0].shape[0] ?? 0) / this.#size);
  }

  override getItem(index: number): [tf.Tensor, tf.Tensor] {
    const start = (index % this.#count) * this.#size;
    const [x, y] = this.#samples.map((samples) =>
      tf.tidy(() => {
        const all = decodeTensor(samples);
        const size = Math.min(this.#size, all.shape[0] - start);
        return tf.slice(all, start, size);
      }),
    );
    if (!x || !y) expect.fail('the case has no data');
    return [x, y];
  }

  override onEpochBegin(): void {
    this.#events.push(`${this.#name} begins`);
  }

  override onEpochEnd(): void {
    this.#events.push(`${this.#name} ends`);
  }
}

/** The callback of tests/judges/keras_cases/py_dataset.py. */
function recorder(model: keras.Model, stopAt: number | null, events: string[], losses: number[]) {
  return new keras.callbacks.LambdaCallback({
    onTrainBegin: () => void events.push('train'),
    onEpochBegin: (epoch) => void events.push(`epoch ${epoch}`),
    onTrainBatchEnd: (batch, logs) => {
      events.push(`batch ${batch}`);
      losses.push(logs?.loss ?? NaN);
      if (losses.length === stopAt) model.stopTraining = true;
    },
    onTestBatchEnd: (batch) => void events.push(`test batch ${batch}`),
    onPredictBatchEnd: (batch) => void events.push(`predict batch ${batch}`),
    onEpochEnd: (epoch) => void events.push(`end of epoch ${epoch}`),
  });
}

describe('a PyDataset is read as Keras reads it', () => {
  const cases = readCases('keras', 'py_dataset') as readonly PyDatasetCase[];

  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    const { tolerance, batch_size: batchSize, validation_batch_size: validationBatchSize } = golden;
    const before = tf.memory().numTensors;
    const model = buildSequential(golden.layers as readonly Specification[]);
    const weights = decodeTensors(golden.weights);
    model.setWeights(weights);
    tf.dispose(weights);
    const loss = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true });
    model.compile({ optimizer: new keras.optimizers.SGD(0.1), loss, metrics: ['accuracy'] });
    const events: string[] = [];
    const losses: number[] = [];
    const data = new Batches('data', golden, batchSize, golden.endless, events);
    const validation = validationBatchSize && new Batches('validation', golden, validationBatchSize, false, events);
    const run = { verbose: 0, callbacks: recorder(model, golden.stop_at, events, losses) };
    const { history } = await model.fit(data, {
      ...run,
      ...keywords(golden.fit),
      ...(validation && { validationData: validation }),
      shuffle: false,
    });
    const steps = golden.steps === null ? {} : { steps: golden.steps };
    const evaluation = await model.evaluate(data, { ...run, ...steps, returnDict: true });
    const predictions = (await model.predict(data, { ...run, ...steps })) as tf.Tensor;
    expect(events).toEqual(golden.events);
    expectValue(losses, golden.losses, tolerance, 'losses');
    for (const [name, values] of Object.entries(golden.history)) expectValue(history[name], values, tolerance, name);
    for (const [name, value] of Object.entries(golden.evaluation)) {
      expectValue(Reflect.get(evaluation as object, name), value, tolerance, `evaluation of ${name}`);
    }
    expectValue(await describeTensor(predictions), golden.predictions, tolerance, 'predictions');
    expectValue(await describeAll(model.getWeights()), golden.weights_after, tolerance, 'weights');
    predictions.dispose();
    model.dispose();
    expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
  });
});

/** Ten batches of one sample, its own index; records which of them are read. */
class Numbered extends keras.utils.PyDataset {
  readonly read: number[] = [];

  override get length(): number {
    return 10;
  }

  override getItem(index: number): Promise<[tf.Tensor, tf.Tensor]> {
    this.read.push(index);
    return Promise.resolve([tf.tensor2d([[index]]), tf.tensor2d([[0]])]);
  }
}

describe('a PyDataset', () => {
  function compiled(): keras.Sequential {
    const model = new keras.Sequential([keras.Input([1]), new keras.layers.Dense(1)]);
    model.compile('sgd', 'mse');
    return model;
  }

  test('is shuffled by fit: every batch once an epoch, in orders that a seed repeats', async () => {
    const orders = async (seed: number) => {
      keras.utils.setRandomSeed(seed);
      const data = new Numbered();
      await compiled().fit(data, { epochs: 2, verbose: 0 });
      return [data.read.slice(0, 10), data.read.slice(10)];
    };
    const [first = [], second = []] = await orders(1);
    const sorted = Array.from({ length: 10 }, (_, index) => index);
    expect([...first].sort((a, b) => a - b)).toEqual(sorted);
    expect([...second].sort((a, b) => a - b)).toEqual(sorted);
    expect(new Set([first, second, sorted].map(String)).size, 'different orders').toBe(3);
    expect(await orders(1)).toEqual([first, second]);
    expect(await orders(2)).not.toEqual([first, second]);
  });

  test('is read in its own order by evaluate, by predict and by whoever iterates it', async () => {
    const data = new Numbered();
    const model = compiled();
    await model.evaluate(data, { verbose: 0 });
    tf.dispose(await model.predict(data, { verbose: 0 }));
    for await (const batch of data) expect(batch).toHaveLength(2);
    const inOrder = Array.from({ length: 10 }, (_, index) => index);
    expect(data.read).toEqual([...inOrder, ...inOrder, ...inOrder]);
  });

  test('brings its targets itself, and cannot be split', async () => {
    const model = compiled();
    const y = tf.zeros([10, 1]);
    await expect(model.fit(new Numbered(), y, { verbose: 0 })).rejects.toThrow('do not pass y');
    await expect(model.evaluate({ x: new Numbered(), sampleWeight: y })).rejects.toThrow('do not pass sampleWeight');
    await expect(model.fit(new Numbered(), { validationSplit: 0.5 })).rejects.toThrow('needs data in memory');
  });

  test('must say how long it is', async () => {
    class Lengthless extends keras.utils.PyDataset {
      override getItem(): [tf.Tensor] {
        return [tf.zeros([1, 1])];
      }
    }
    await expect(compiled().fit(new Lengthless())).rejects.toThrow('must have length');
  });
});
