import * as tf from '@tensorflow/tfjs-core';
import { expect, vi } from 'vitest';
import * as keras from '../../../../src/keras/index.ts';
import type { Checks } from './check.ts';

const { CSVLogger, EarlyStopping, ProgbarLogger } = keras.callbacks;

function linearModel(): keras.Sequential {
  const model = new keras.Sequential([keras.Input({ shape: [2] }), new keras.layers.Dense(1)]);
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  return model;
}

const inputs = () => tf.ones([4, 2]);
const targets = () => tf.ones([4, 1]);

class LinearSchedule extends keras.optimizers.schedules.LearningRateSchedule {
  override call(step: number): number {
    return 0.5 - step / 10;
  }
}

/** The second derivatives of the sum of `compute`, by a tape over a tape. */
function secondDerivative(compute: (values: tf.Tensor4D) => tf.Tensor): tf.Tensor | null {
  const values = tf.variable(tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]));
  const outer = new keras.GradientTape();
  const first = outer.record(() => {
    const inner = new keras.GradientTape();
    const result = inner.record(() => compute(values));
    return inner.gradient(result, values) ?? tf.zerosLike(values);
  });
  return outer.gradient(first, values);
}

export const training: Checks = {
  Graphs: async () => {
    let calls = 0;
    class Counting extends keras.layers.Layer {
      override call(values: tf.Tensor): tf.Tensor {
        calls += 1;
        return values;
      }
    }
    const model = new keras.Sequential([keras.Input({ shape: [2] }), new keras.layers.Dense(1), new Counting()]);
    model.compile({ optimizer: 'sgd', loss: 'mse', runEagerly: false });
    calls = 0;
    await model.fit(inputs(), targets(), { batchSize: 1, verbose: 0 });
    expect(calls).toBe(4);
  },
  'One batch at a time': async () => {
    const events: string[] = [];
    class Batches extends keras.utils.PyDataset {
      override get length(): number {
        return 2;
      }
      override getItem(index: number): [tf.Tensor, tf.Tensor] {
        events.push(`asked for ${index}`);
        return [inputs(), targets()];
      }
    }
    const onTrainBatchEnd = (batch: number) => void events.push(`end of step ${batch}`);
    const callbacks = new keras.callbacks.LambdaCallback({ onTrainBatchEnd });
    await linearModel().fit(new Batches(), { shuffle: false, verbose: 0, callbacks });
    expect(events).toEqual(['asked for 0', 'end of step 0', 'asked for 1', 'end of step 1']);
  },
  'Numbers of an optimizer': () => {
    const optimizer = new keras.optimizers.SGD({ learningRate: new LinearSchedule() });
    expect([optimizer.learningRate, optimizer.iterations]).toEqual([0.5, 0]);
  },
  'Rows of an embedding': async () => {
    const embedding = new keras.layers.Embedding(3, 1, { embeddingsInitializer: 'zeros' });
    const model = new keras.Sequential([keras.Input([2], { dtype: 'int32' }), embedding]);
    model.compile({ optimizer: new keras.optimizers.Adam(0.1), loss: 'mse' });
    await model.fit(tf.tensor2d([[1, 1]], [1, 2], 'int32'), tf.ones([1, 2, 1]), { verbose: 0 });
    const [, row = NaN] = (await model.getWeights()[0]?.data()) ?? [];
    expect(row).toBeCloseTo(0.1, 4); // In Keras 0.1414.
  },
  'Metrics of a model': async () => {
    const model = linearModel();
    model.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['mae', 'mape'] });
    await model.fit(inputs(), targets(), { verbose: 0 });
    expect(model.metrics.map(({ name }) => name)).toEqual(['loss', 'mae', 'mape']);
    expect(model.metricsNames).toEqual(['loss', 'compile_metrics']);
  },
  Progress: async () => {
    const read = vi.spyOn(tf.Tensor.prototype, 'data');
    const countReads = async (given: keras.callbacks.Callback[]) => {
      read.mockClear();
      await linearModel().fit(inputs(), targets(), { batchSize: 1, verbose: 0, callbacks: given });
      return read.mock.calls.length;
    };
    const withoutProgress = await countReads([]);
    expect(await countReads([new ProgbarLogger({ write: () => undefined })])).toBe(withoutProgress + 4);
  },
};

export const callbacks: Checks = {
  'Log without a file': async () => {
    const logger = new CSVLogger('training.csv');
    await linearModel().fit(inputs(), targets(), { verbose: 0, callbacks: [logger] });
    expect(logger.text).toMatch(/^epoch,loss,val_loss\r\n0,[0-9.]+,NA\r\n$/);
  },
  'Where text goes': async () => {
    const written: string[] = [];
    const write = (text: string) => void written.push(text);
    const stopping = new EarlyStopping({ monitor: 'loss', minDelta: 1e9, verbose: 1, write });
    await linearModel().fit(inputs(), targets(), { epochs: 3, verbose: 0, callbacks: stopping });
    const progress = new ProgbarLogger({ write, clock: () => 0 });
    progress.setParams({ verbose: 1, epochs: 3, steps: 1 });
    progress.onEpochBegin(0);
    expect(written).toEqual(['Epoch 2: early stopping\n', 'Epoch 1/3\n']);
  },
};

export const saving: Checks = {
  'Places instead of files': async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const model = linearModel();
    await model.save('deviation.keras');
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('is kept in memory'));
    const loaded = await keras.models.loadModel('deviation.keras');
    const predicted = async (from: keras.Model) => await tf.tidy(() => from.callOn([inputs()], false))[0]?.data();
    expect(await predicted(loaded)).toEqual(await predicted(model));
    await expect(model.save('nowhere://deviation')).rejects.toThrow('is no place for a model');
  },
  'State of the optimizer': async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const model = linearModel();
    await model.fit(inputs(), targets(), { verbose: 0 });
    expect(model.optimizer.iterations).toBe(1);
    await model.save('trained.keras');
    expect((await keras.models.loadModel('trained.keras')).optimizer.iterations).toBe(0);
  },
};

export const tape: Checks = {
  'Tensors of a recording': () => {
    const variable = tf.variable(tf.scalar(2));
    const made: tf.Tensor[] = [];
    const gradientTape = new keras.GradientTape();
    gradientTape.record(() => {
      made.push(tf.square(variable), tf.keep(tf.square(variable)));
      return tf.add(variable, 1);
    });
    expect(made.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
  },
  'Second derivatives': () => {
    expect(() => secondDerivative((values) => tf.elu(tf.neg(values)))).toThrow(/No gradient is known for EluGrad/);
    expect(() => secondDerivative((values) => tf.square(tf.maxPool(values, 2, 2, 'valid')))).toThrow(/MaxPoolGrad/);
    expect(() => secondDerivative((values) => tf.square(tf.avgPool(values, 2, 2, 'valid')))).toThrow(/AvgPoolGrad/);
    expect(secondDerivative((values) => tf.square(values))).not.toBeNull();
  },
};
