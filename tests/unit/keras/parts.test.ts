import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { readCases } from '../support/golden-cases.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';
import { runPartCase, type PartCase } from './part-case.ts';

beforeAll(startWasm);

const cases = readCases('keras', 'parts') as readonly PartCase[];

describe('the smaller parts are what Keras computes', () => {
  test.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    await runPartCase(golden);
  });
});

describe('initializers', () => {
  test.each(['fan_in', 'fan_out', 'fan_avg'] as const)('VarianceScaling keeps the variance of %s', async (mode) => {
    const fan = { fan_in: 100, fan_out: 300, fan_avg: 200 }[mode];
    for (const distribution of ['uniform', 'truncated_normal', 'untruncated_normal'] as const) {
      const initializer = new keras.initializers.VarianceScaling({ scale: 2, mode, distribution, seed: 1 });
      const { variance } = tf.moments(initializer.call([100, 300]));
      expectClose([((await variance.data())[0] ?? NaN) * fan], [2], 0.03);
    }
  });

  test('Orthogonal has orthonormal rows or columns', async () => {
    const wide = new keras.initializers.Orthogonal({ gain: 2 }).call([3, 5]) as tf.Tensor2D;
    expectClose(await tf.matMul(wide, wide, false, true).data(), [4, 0, 0, 0, 4, 0, 0, 0, 4], 1e-5);
    expect(() => new keras.initializers.Orthogonal().call([3])).toThrow('two-dimensional');
  });

  test('refuse what Keras refuses', () => {
    expect(() => new keras.initializers.VarianceScaling({ scale: 0 })).toThrow('must be positive');
    expect(() => keras.initializers.get('nonsense')).toThrow('Could not interpret initializer identifier: nonsense');
  });

  test('repeat their numbers with a seed, and after setRandomSeed without one', async () => {
    const seeded = new keras.initializers.RandomNormal({ seed: 3 });
    expect(await seeded.call([4]).data()).toEqual(await seeded.call([4]).data());
    const draw = async () => new keras.initializers.GlorotUniform().call([2, 2]).data();
    keras.utils.setRandomSeed(1);
    const first = await draw();
    expect(await draw()).not.toEqual(first);
    keras.utils.setRandomSeed(1);
    expect(await draw()).toEqual(first);
  });
});

test('objects are built again from their configuration, and by their serialized form', () => {
  const config = { name: 'mine', reduction: 'sum', delta: 0.5 };
  expect(keras.losses.Huber.fromConfig(config).getConfig()).toEqual(config);
  const precision = keras.metrics.deserialize({ className: 'Precision', config: { thresholds: [0.2, 0.4] } });
  expect(precision.getConfig()).toMatchObject({ thresholds: [0.2, 0.4], topK: null });
  const optimizer = new keras.optimizers.RMSprop({ rho: 0.5 });
  expect(keras.optimizers.deserialize(keras.optimizers.serialize(optimizer)).getConfig()).toEqual(
    optimizer.getConfig(),
  );
  const scaling = new keras.initializers.VarianceScaling({ mode: 'fanAvg' });
  expect(keras.initializers.serialize(scaling).config).toMatchObject({ mode: 'fan_avg' });
  const limit = keras.constraints.deserialize(keras.constraints.serialize(new keras.constraints.MaxNorm(3)));
  expect(limit.getConfig()).toEqual({ maxValue: 3, axis: 0 });
  expect(keras.regularizers.get('l2')?.getConfig()).toEqual({ l2: 0.01 });
});

test('constraints and regularizers may be functions', async () => {
  const dense = new keras.layers.Dense(1, {
    kernelConstraint: (weight) => tf.minimum(weight, 0.5),
    kernelRegularizer: (weight) => tf.mul(3, tf.sum<tf.Scalar>(weight)),
    kernelInitializer: 'ones',
  });
  const model = new keras.Sequential([keras.Input([2]), dense]);
  model.compile({ optimizer: new keras.optimizers.SGD(0), loss: 'mse' });
  const [x, y] = [tf.ones([1, 2]), tf.tensor2d([[2]])];
  const { history } = await model.fit(x, y, { verbose: 0 });
  expect(history.loss).toEqual([6]);
  expect([...((await dense.getWeights()[0]?.data()) ?? [])]).toEqual([0.5, 0.5]);
});

describe('losses and metrics', () => {
  test('take nested arrays, and weights by name', async () => {
    const loss = new keras.losses.MeanSquaredError({ reduction: 'sum' });
    const value = loss.call([[0, 1]], [[1, 1]], { sampleWeight: [3] });
    expect([...(await value.data())]).toEqual([1.5]);
    const accuracy = new keras.metrics.BinaryAccuracy({ threshold: 0.4 });
    accuracy.updateState([1, 0], [0.45, 0.6], { sampleWeight: [3, 1] });
    expect([...(await accuracy.result().data())]).toEqual([0.75]);
  });

  test('of the reader are subclasses', async () => {
    class Positives extends keras.metrics.Metric {
      readonly #count = this.addVariable({ shape: [], initializer: 'zeros' });

      override updateState(_yTrue: tf.Tensor, yPred: tf.Tensor): void {
        tf.tidy(() => this.#count.assign(tf.add(this.#count, tf.sum(tf.step(yPred)))));
      }

      override result(): tf.Tensor {
        return this.#count.clone();
      }
    }
    const metric = new Positives();
    metric.updateState(tf.zeros([3]), tf.tensor1d([1, -1, 2]));
    metric.updateState(tf.zeros([1]), tf.tensor1d([1]));
    expect([metric.name, ...(await metric.result().data())]).toEqual(['positives', 3]);
    metric.resetState();
    expect([...(await metric.result().data())]).toEqual([0]);
  });

  test('are named as Keras names them', () => {
    expect(keras.losses.get('kld').name).toBe('kl_divergence');
    expect(keras.metrics.get('mse').name).toBe('mean_squared_error');
    expect(keras.losses.get(null)).toBeNull();
    expect(() => new keras.losses.Hinge({ reduction: JSON.parse('"average"') as 'sum' })).toThrow('Expected one of');
  });
});
