import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { describeAll } from '../support/keras-values.ts';
import { startWasm } from '../support/wasm.ts';

const { layers } = keras;

beforeAll(startWasm);
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

function classifier(): keras.Sequential {
  const model = new keras.Sequential([
    keras.Input([6, 3]),
    new layers.Bidirectional(new layers.LSTM(2, { returnSequences: true })),
    new layers.TimeDistributed(new layers.Dense(3, { activation: 'relu', kernelRegularizer: 'l2' })),
    new layers.GlobalAveragePooling1D(),
    new layers.Dense(2, { activation: 'softmax' }),
  ]);
  model.compile({
    optimizer: new keras.optimizers.Adam({ learningRate: 0.01 }),
    loss: new keras.losses.SparseCategoricalCrossentropy(),
    metrics: ['accuracy'],
  });
  return model;
}

/** A layer used twice, a model inside, and two outputs. */
function branches(): keras.Model {
  const [first, second] = [keras.Input([4], { name: 'first' }), keras.Input([4], { name: 'second' })];
  const tower = new keras.Sequential([keras.Input([4]), new layers.Dense(3)], { name: 'tower' });
  const sum = new layers.Add().apply([tower.apply(first), tower.apply(second)]);
  const outputs = [new layers.Dense(1, { name: 'price' }).apply(sum), new layers.Dense(2, { name: 'kind' }).apply(sum)];
  return new keras.Model([first, second], outputs, 'branches');
}

const samples = () => tf.tidy(() => tf.sin(tf.reshape(tf.range(0, 72), [4, 6, 3])));
const labels = () => tf.tensor1d([0, 1, 1, 0]);

async function numbers(model: keras.Model, x: tf.Tensor | tf.Tensor[]): Promise<unknown> {
  return describeAll(tf.tidy(() => model.callOn(Array.isArray(x) ? x : [x], false)));
}

describe('a saved model', () => {
  test('is loaded by its file name, with layers, weights and what compile got', async () => {
    const model = classifier();
    await model.fit(samples(), labels(), { verbose: 0 });
    await model.save('best.keras');
    const loaded = await keras.models.loadModel('best.keras');
    expect(await numbers(loaded, samples())).toEqual(await numbers(model, samples()));
    expect(await loaded.evaluate(samples(), labels(), { verbose: 0 })).toEqual(
      await model.evaluate(samples(), labels(), { verbose: 0 }),
    );
    expect(loaded.optimizer.learningRate).toBeCloseTo(0.01);
  });

  test('says that memory is no file, and when nothing is there', async () => {
    await branches().saveWeights('some.weights.h5');
    await expect(keras.models.loadModel('some.weights.h5')).rejects.toThrow('Use model.loadWeights');
    await expect(keras.models.loadModel('nobody.keras')).rejects.toThrow('File not found: filepath=nobody.keras');
    await expect(branches().save('nowhere://model')).rejects.toThrow('is no place for a model');
  });

  test('gives its weights to a model of the same shapes alone', async () => {
    const model = branches();
    await model.saveWeights('branches.weights.h5');
    const other = branches();
    await other.loadWeights('branches.weights.h5');
    expect(await describeAll(other.getWeights())).toEqual(await describeAll(model.getWeights()));
    await expect(classifier().loadWeights('branches.weights.h5')).rejects.toThrow('has 10 weights, got 6');
  });

  test('is made by a callback, at the best epoch', async () => {
    const checkpoint = new keras.callbacks.ModelCheckpoint('epoch-{epoch:02d}.keras', { monitor: 'loss' });
    const model = classifier();
    await model.fit(samples(), labels(), { epochs: 2, verbose: 0, callbacks: [checkpoint] });
    const loaded = await keras.models.loadModel('epoch-02.keras');
    expect(await numbers(loaded, samples())).toEqual(await numbers(model, samples()));
  });

  test('may hold layers of the reader', async () => {
    class Twice extends keras.Layer {
      override call(x: tf.Tensor): tf.Tensor {
        return tf.mul(x, 2);
      }
    }
    const model = new keras.Sequential([keras.Input([2]), new Twice()]);
    await model.save('twice.keras');
    await expect(keras.models.loadModel('twice.keras')).rejects.toThrow("'Twice' is not known");
    const loaded = await keras.models.loadModel('twice.keras', { customObjects: { Twice } });
    expect(await numbers(loaded, tf.tensor2d([[1, 2]]))).toMatchObject([{ tensor: [2, 4] }]);
  });
});

describe('a config', () => {
  test('builds the same functional model, with a layer used twice and one inside', async () => {
    const model = branches();
    const config: unknown = JSON.parse(JSON.stringify(model.getConfig()));
    const again = keras.Model.fromConfig(config as object);
    again.setWeights(model.getWeights());
    const x = [tf.tensor2d([[1, 2, 3, 4]]), tf.tensor2d([[4, 3, 2, 1]])];
    expect(await numbers(again, x)).toEqual(await numbers(model, x));
    expect(again.layers.map(({ name }) => name)).toEqual(model.layers.map(({ name }) => name));
    expect(again.outputNames).toEqual(['price', 'kind']);
  });

  test('builds the same layer', () => {
    const layer = new layers.Conv2D(3, [2, 1], {
      padding: 'same',
      kernelInitializer: 'heNormal',
      biasConstraint: 'nonNeg',
    });
    expect(layers.Conv2D.fromConfig(layer.getConfig()).getConfig()).toEqual(layer.getConfig());
  });

  test('is what a clone is made of, with weights of its own', async () => {
    const model = classifier();
    const clone = keras.models.cloneModel(model);
    expect(clone.weights.map(({ shape }) => shape)).toEqual(model.weights.map(({ shape }) => shape));
    expect(await numbers(clone, samples())).not.toEqual(await numbers(model, samples()));
  });
});
