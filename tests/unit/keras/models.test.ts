import * as tf from '@tensorflow/tfjs-core';
import { layers as stockLayers } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { readCases } from '../support/golden-cases.ts';
import { describeAll } from '../support/keras-values.ts';
import { startWasm } from '../support/wasm.ts';
import { runModelCase, type ModelCase } from './model-case.ts';

const { layers } = keras;

beforeAll(startWasm);

const cases = readCases('keras', 'models') as readonly ModelCase[];

describe('functional models are those of Keras', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    await runModelCase(golden);
  });
});

const x = () => tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]); // prettier-ignore
const y = () => tf.tensor1d([0, 1, 1, 0]);

class Perceptron extends keras.Model {
  readonly hidden = new layers.Dense(8, { activation: 'tanh' });
  readonly dropout = new layers.Dropout(0.5);
  readonly head = new layers.Dense(1);

  override call(inputs: tf.Tensor, { training = false }: { training?: boolean } = {}): tf.Tensor {
    return this.head.apply(this.dropout.apply(this.hidden.apply(inputs), { training }));
  }
}

describe('a subclass of Model', () => {
  test('has the weights of its layers after the first call, and is trained', async () => {
    const model = new Perceptron();
    expect(model.name).toBe('perceptron');
    expect(model.weights).toHaveLength(0);
    model.compile({ optimizer: 'adam', loss: 'mse' });
    const history = await model.fit(x(), y(), { epochs: 2, verbose: 0 });
    expect(history.history.loss).toHaveLength(2);
    expect(model.layers.map((layer) => layer.getClassName())).toEqual(['Dense', 'Dropout', 'Dense']);
    expect(model.weights.map(({ shape }) => shape)).toEqual([[2, 8], [8], [8, 1], [1]]);
  });

  test('drops only while it is trained', async () => {
    const model = new Perceptron();
    const run = async (training: boolean) => [...(await model.apply(x(), { training }).data())];
    expect(await run(false)).toEqual(await run(false));
    expect(await run(true)).not.toEqual(await run(true));
  });

  test('gets its weights from build too', () => {
    const model = new Perceptron();
    model.build([null, 3]);
    expect(model.countParams()).toBe(3 * 8 + 8 + 8 + 1);
  });

  test('may write its own step', async () => {
    class Custom extends Perceptron {
      override trainStep(): tf.NamedTensorMap {
        return { loss: tf.scalar(7) };
      }
    }
    const model = new Custom();
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const { history } = await model.fit(x(), y(), { verbose: 0 });
    expect(history).toEqual({ loss: [7] });
  });
});

describe('a Sequential model', () => {
  test('gets its weights from the first data, from build, or from an input', async () => {
    const late = new keras.Sequential([new layers.Dense(3), new layers.Dense(1)]);
    expect(late.weights).toHaveLength(0);
    late.compile({ loss: 'mse' });
    await late.fit(x(), y(), { verbose: 0 });
    expect(late.countParams()).toBe(13);
    const built = new keras.Sequential([new layers.Dense(3)]);
    built.build([null, 5]);
    expect(built.countParams()).toBe(18);
    expect(new keras.Sequential([new layers.Dense(3, { inputShape: [2] })]).countParams()).toBe(9);
  });

  test('takes layers and gives them back', () => {
    const model = keras.sequential({ layers: [keras.input({ shape: [2] })] });
    model.add(keras.layers.dense({ units: 3 }));
    model.add(new layers.Dense(4));
    expect(model.outputShape).toEqual([null, 4]);
    expect(model.pop().name).toMatch(/^dense/);
    expect(model.outputShape).toEqual([null, 3]);
    expect(model.getLayer(0).getClassName()).toBe('Dense');
    expect(() => model.getLayer('nobody')).toThrow("no layer is named 'nobody'");
  });

  test('gives the outputs of its layers to other models', async () => {
    const model = new keras.Sequential([
      keras.Input([2]),
      new layers.Dense(3, { name: 'features' }),
      new layers.Dense(1),
    ]);
    const features = new keras.Model(model.inputs, model.getLayer('features').output);
    expect(features.outputShape).toEqual([null, 3]);
    expect(await features.predict(x(), { verbose: 0 })).toMatchObject({ shape: [4, 3] });
  });

  test('can hold layers of tfjs itself', async () => {
    const model = new keras.Sequential([keras.Input([2]), stockLayers.dense({ units: 1 })]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const { history } = await model.fit(x(), y(), { epochs: 3, verbose: 0 });
    expect(history.loss?.[2]).toBeLessThan(history.loss?.[0] ?? 0);
  });
});

describe('training', () => {
  const network = () => {
    const model = new keras.Sequential([
      keras.Input([2]),
      new layers.Dense(8, { activation: 'relu' }),
      new layers.BatchNormalization(),
      new layers.Dropout(0.2),
      new layers.Dense(2),
    ]);
    const loss = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true });
    model.compile({ optimizer: 'adam', loss, metrics: ['accuracy'] });
    return model;
  };

  test('leaves no tensors behind once optimizer and metrics have theirs', async () => {
    const model = network();
    const [inputs, labels] = [x(), y()];
    await model.fit(inputs, labels, { epochs: 1, verbose: 0 });
    const before = tf.memory().numTensors;
    await model.fit(inputs, labels, { epochs: 5, batchSize: 3, verbose: 0, validationSplit: 0.25 });
    await model.evaluate(inputs, labels, { verbose: 0 });
    tf.dispose(await model.predict(inputs, { verbose: 0 }));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('frees everything with the model', async () => {
    const [inputs, labels] = [x(), y()];
    const before = tf.memory().numTensors;
    const model = network();
    await model.fit(inputs, labels, { epochs: 1, verbose: 0 });
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('takes the logits of a softmax, whose probability would be 0, in a step and under a tape', async () => {
    const model = new keras.Sequential([
      keras.Input([1]),
      new layers.Dense(2, { activation: 'softmax', name: 'head' }),
    ]);
    model.setWeights([[[0, 40]], [0, 0]]);
    model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    const [one, label] = [tf.ones([1, 1]), tf.zeros([1])];
    expect(await model.evaluate(one, label, { verbose: 0 })).toBeCloseTo(40, 4);
    const loss = new keras.losses.SparseCategoricalCrossentropy();
    const tape = new keras.GradientTape();
    const value = tape.record(() => loss.call(label, model.apply(one)));
    expect((await value.data())[0]).toBeCloseTo(40, 4);
    const [gradient] = tape.gradient(value, model.trainableVariables);
    expect([...((await gradient?.data()) ?? [])]).toEqual([-1, 1]);
  });

  test('is repeated by a seed: weights, order and dropout', async () => {
    const run = async (seed: number) => {
      keras.utils.setRandomSeed(seed);
      const { history } = await network().fit(x(), y(), { epochs: 4, batchSize: 2, verbose: 0 });
      return history.loss;
    };
    const first = await run(5);
    expect(await run(5)).toEqual(first);
    expect(await run(6)).not.toEqual(first);
  });

  test('takes arrays, records and data sets', async () => {
    const rows = [[0, 0], [0, 1], [1, 0], [1, 1]]; // prettier-ignore
    const model = network();
    const input = model.inputNames[0] ?? '';
    await model.fit(rows, [0, 1, 1, 0], { verbose: 0 });
    await model.fit({ [input]: x() }, y(), { verbose: 0 });
    const batches = {
      *[Symbol.iterator]() {
        yield [x(), y()] as const;
        yield [x(), y()] as const;
      },
    };
    const { params } = await model.fit(batches, { epochs: 2, stepsPerEpoch: 1, verbose: 0 });
    expect(params).toMatchObject({ epochs: 2, steps: 1 });
  });

  test('stops when a callback says so, after the callbacks have seen the epoch', async () => {
    class Stop extends keras.callbacks.Callback {
      override onEpochEnd(): void {
        this.model.stopTraining = true;
      }
    }
    const { epoch } = await network().fit(x(), y(), { epochs: 9, callbacks: [new Stop()], verbose: 0 });
    expect(epoch).toEqual([0]);
  });

  test('tells what is wrong with a graph, and with weights', () => {
    const [one, other] = [keras.Input([2]), keras.Input([2])];
    const dense = new layers.Dense(1, { name: 'dense' });
    expect(() => new keras.Model(one, dense.apply(other))).toThrow('not connected');
    const twice = new layers.Dense(1, { name: 'dense' }).apply(dense.apply(one));
    expect(() => new keras.Model(one, twice)).toThrow('"dense" is used twice');
    expect(() => new layers.Dense(3).countParams()).toThrow("isn't built");
    expect(() => {
      dense.setWeights([[[1], [2], [3]], [0]]);
    }).toThrow('has shape [2, 1], got [3, 1]');
    dense.setWeights([[[1], [2]], [0.5]]);
    expect([...dense.apply(tf.tensor2d([[1, 1]])).dataSync()]).toEqual([3.5]);
  });

  test('tells what is wrong', async () => {
    const model = network();
    await expect(model.fit(x(), [0, 1], { verbose: 0 })).rejects.toThrow('same number of samples');
    await expect(model.fit(tf.ones([4, 3]), y(), { verbose: 0 })).rejects.toThrow('expected axis -1');
    const uncompiled = new keras.Sequential([keras.Input([2]), new layers.Dense(1)]);
    await expect(uncompiled.fit(x(), y(), { verbose: 0 })).rejects.toThrow('call compile()');
  });

  test('keeps weights in a place and takes them back', async () => {
    const model = network();
    let artifacts: tf.io.ModelArtifacts = {};
    await model.saveWeights({
      save(saved) {
        artifacts = saved;
        return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
      },
    });
    const other = network();
    await other.loadWeights({ load: () => Promise.resolve(artifacts) });
    const [own, taken] = await Promise.all([describeAll(model.getWeights()), describeAll(other.getWeights())]);
    expect(taken).toEqual(own);
  });
});
