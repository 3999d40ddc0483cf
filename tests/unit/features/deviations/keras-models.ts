import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import * as keras from '../../../../src/keras/index.ts';
import type { Checks } from './check.ts';
import { untyped, untypedNew } from './untyped.ts';

const { Dense } = keras.layers;

function linearModel(): keras.Sequential {
  const model = new keras.Sequential([keras.Input({ shape: [2] }), new Dense(1)]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model;
}

/** A model whose layer is built by the first call. */
class Subclass extends keras.Model {
  readonly dense = new Dense(3);

  override call(values: tf.Tensor): tf.Tensor {
    return this.dense.apply(values);
  }
}

const inputs = () => tf.ones([4, 2]);
const targets = () => tf.ones([4, 1]);
const silently = { verbose: 0 };

export const values: Checks = {
  'TensorFlow.js below': () => {
    expect(new Dense(3).apply(inputs())).toBeInstanceOf(tf.Tensor);
    expect(keras).not.toHaveProperty('ops');
  },
  'Tensors instead of arrays': async () => {
    const model = linearModel();
    expect(await model.predict(inputs(), silently)).toBeInstanceOf(tf.Tensor);
    expect(model.getWeights().every((weight) => weight instanceof tf.Tensor)).toBe(true);
  },
  Promises: async () => {
    const model = linearModel();
    const runs = [
      () => model.fit(inputs(), targets(), silently),
      () => model.evaluate(inputs(), targets(), silently),
      () => model.predict(inputs(), silently),
      () => model.trainOnBatch(inputs(), targets()),
      () => model.testOnBatch(inputs(), targets()),
    ];
    for (const run of runs) {
      const result = run();
      expect(result).toBeInstanceOf(Promise);
      await result;
    }
  },
  'One policy': () => {
    const layer = new Dense(1);
    layer.build([null, 2]);
    expect(layer.variables.every(({ dtype }) => dtype === 'float32')).toBe(true);
    expect(keras).not.toHaveProperty('DTypePolicy');
  },
  'Arguments that nobody knows': async () => {
    const unknown = { nobody: 1 };
    expect(untypedNew(Dense, 1, unknown)).toThrow(TypeError);
    expect(untypedNew(keras.optimizers.SGD, unknown)).not.toThrow();
    const model = linearModel();
    model.compile({ loss: 'mse', ...unknown });
    await model.fit(inputs(), targets(), { ...silently, ...unknown });
  },
};

export const layersAndModels: Checks = {
  'Lengths that are open': () => {
    expect(new Dense(3).computeOutputShape([null, 4])).toEqual([null, 3]);
  },
  'Options of layers': () => {
    for (const name of ['loraRank', 'loraAlpha', 'quantizationConfig']) {
      expect(untypedNew(Dense, 1, { [name]: 1 }), name).toThrow(/unknown argument/);
      expect(untypedNew(keras.layers.Embedding, 1, 1, { [name]: 1 }), name).toThrow(/unknown argument/);
    }
    for (const name of ['renorm', 'synchronized']) {
      expect(untypedNew(keras.layers.BatchNormalization, { [name]: true }), name).toThrow(/unknown argument/);
    }
    const input = untyped(keras.Input, { shape: [2], sparse: true, ragged: true })();
    expect(input).not.toHaveProperty('sparse');
    expect(new keras.initializers.VarianceScaling().getConfig()).not.toHaveProperty('inputAxes');
  },
  'Frozen weights': () => {
    const layer = new Dense(1);
    layer.build([null, 2]);
    layer.trainable = false;
    const tape = new keras.GradientTape();
    const sum = tape.record(() => tf.sum(layer.apply(inputs())));
    expect(tape.gradient(sum, layer.variables)).toEqual([null, null]);
  },
  'Summary of a subclass': () => {
    const built = new Subclass();
    built.build([null, 4]);
    const lines: string[] = [];
    built.summary({ printFn: (line: string) => void lines.push(line) });
    expect(lines.join('\n')).toMatch(/\(None, 3\) +│ +15 │/);
  },
  'Own training steps': async () => {
    const seen: unknown[] = [];
    class Watching extends Subclass {
      override trainStep(...batch: Parameters<keras.Model['trainStep']>): ReturnType<keras.Model['trainStep']> {
        seen.push(...batch);
        return super.trainStep(...batch);
      }
    }
    const model = new Watching();
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const { history } = await model.fit(inputs(), tf.ones([4, 3]), { ...silently, batchSize: 4 });
    const tensor: unknown = expect.any(tf.Tensor);
    expect(seen).toEqual([{ x: [tensor], y: [tensor], sampleWeight: [] }]);
    expect(history.loss).toHaveLength(1);
  },
};
