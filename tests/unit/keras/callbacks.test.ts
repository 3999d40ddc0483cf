import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  Callback,
  CSVLogger,
  EarlyStopping,
  LambdaCallback,
  ModelCheckpoint,
} from '../../../src/keras/callbacks/index.ts';
import { RuntimeError } from '../../../src/keras/errors.ts';
import * as keras from '../../../src/keras/index.ts';
import { writeToConsole } from '../../../src/keras/printing.ts';
import { readCases } from '../support/golden-cases.ts';
import { expectValue, type Json } from '../support/golden-values.ts';
import { startWasm } from '../support/wasm.ts';
import { CallbackDriver, OneWeightModel, type CallbackCase } from './callback-driver.ts';

const cases = readCases('keras', 'callbacks') as readonly CallbackCase[];

beforeAll(startWasm);

describe('callbacks decide, print and write what those of Keras do', () => {
  it.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    const tensorsBefore = tf.memory().numTensors;
    const driver = new CallbackDriver(golden);
    if (golden.error) {
      // Names of arguments are the dialect's in the dialect's messages.
      const message = (golden.message ?? '')
        .replace('save_weights_only=True', 'saveWeightsOnly: true')
        .replace('Got: None', 'Got: null');
      await expect(driver.run()).rejects.toMatchObject({ name: golden.error, message });
    } else {
      const results = await driver.run();
      const expected: Readonly<Record<string, Json>> = golden.results ?? {};
      for (const [name, value] of Object.entries(expected)) {
        if (name === 'logs') expect(logNames(results.logs)).toEqual(logNames(value));
        // A log's name is the same in both, and so is not turned into camelCase.
        expectValue(withPlainNames(results[name]), withPlainNames(value) as Json, golden.tolerance, name);
      }
    }
    driver.model.weight.dispose();
    expect(tf.memory().numTensors, 'live tensors').toBe(tensorsBefore);
  });
});

function logNames(logs: unknown): string[][] {
  return (logs as Record<string, number>[]).map((epoch) => Object.keys(epoch));
}

/** Records as lists of their values. */
function withPlainNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPlainNames);
  return typeof value === 'object' && value !== null ? Object.values(value).map(withPlainNames) : value;
}

describe('Callback', () => {
  it('has every hook of Keras, each of which does nothing', async () => {
    const callback = new Callback();
    const before = Object.entries(callback);
    const counted = ['onTrainBatch', 'onTestBatch', 'onPredictBatch', 'onBatch', 'onEpoch'] as const;
    for (const hook of counted) {
      await callback[`${hook}Begin`](0);
      await callback[`${hook}End`](0, { loss: 1 });
    }
    for (const hook of ['onTrain', 'onTest', 'onPredict'] as const) {
      await callback[`${hook}Begin`]();
      await callback[`${hook}End`]({ loss: 1 });
    }
    expect(Object.entries(callback)).toEqual(before);
  });

  it('passes batches of the training on to their older hooks', async () => {
    const seen: unknown[] = [];
    class Recorder extends Callback {
      override onBatchBegin(batch: number): void {
        seen.push(batch);
      }
      override onBatchEnd(batch: number, logs = {}): void {
        seen.push([batch, logs]);
      }
    }
    const recorder = new Recorder();
    await recorder.onTrainBatchBegin(3);
    await recorder.onTrainBatchEnd(3, { loss: 2 });
    expect(seen).toEqual([3, [3, { loss: 2 }]]);
  });

  it('says that it has no model yet', () => {
    expect(() => new Callback().model).toThrow(RuntimeError);
  });
});

describe('LambdaCallback', () => {
  it('takes six hooks by position and every hook by name', async () => {
    const seen: string[] = [];
    const note = (name: string) => () => {
      seen.push(name);
    };
    const callback = new LambdaCallback(note('epoch begin'), note('epoch end'), { onTestEnd: note('test end') });
    await callback.onEpochBegin(0);
    await callback.onTrainBegin();
    await callback.onEpochEnd(0, {});
    await callback.onTestEnd();
    expect(seen).toEqual(['epoch begin', 'epoch end', 'test end']);
  });
});

describe('ModelCheckpoint', () => {
  it('saves to addresses that tfjs knows, with the fields filled in', async () => {
    const model = new OneWeightModel({ learning_rate: 0.1, metrics: {} });
    const checkpoint = new ModelCheckpoint('indexeddb://best-{epoch:02d}', { saveWeightsOnly: true });
    checkpoint.setModel(model);
    await checkpoint.onEpochEnd(4, { val_loss: 1 });
    expect(model.saved).toEqual([['weights', 'indexeddb://best-05']]);
    model.weight.dispose();
  });

  it('saves to a handler of tfjs', async () => {
    const model = new OneWeightModel({ learning_rate: 0.1, metrics: {} });
    const handler = tf.io.withSaveHandler(() => Promise.reject(new Error('not called')));
    const checkpoint = new ModelCheckpoint(handler);
    checkpoint.setModel(model);
    await checkpoint.onEpochEnd(0, { val_loss: 1 });
    expect(model.saved).toEqual([['model', handler]]);
    model.weight.dispose();
  });

  it('asks for its file path', () => {
    expect(() => new ModelCheckpoint()).toThrow(TypeError);
  });
});

describe('EarlyStopping', () => {
  it('keeps weights that later updates do not change', () => {
    const model = new OneWeightModel({ learning_rate: 0.1, metrics: {} });
    const before = tf.memory().numTensors;
    const stopping = new EarlyStopping('loss', { patience: 1, restoreBestWeights: true });
    stopping.setModel(model);
    stopping.onTrainBegin();
    tf.tidy(() => model.weight.assign(tf.fill([1, 1], 7)));
    stopping.onEpochEnd(0, { loss: 1 });
    tf.tidy(() => model.weight.assign(tf.fill([1, 1], 8)));
    stopping.onEpochEnd(1, { loss: 2 });
    expect(tf.memory().numTensors).toBe(before + 1);
    stopping.onTrainEnd();
    expect(model.weight.dataSync()[0]).toBe(7);
    expect(tf.memory().numTensors).toBe(before);
    model.weight.dispose();
  });
});

describe('CSVLogger', () => {
  it('gives each line to its writer', () => {
    const lines: string[] = [];
    const logger = new CSVLogger('log.csv', { write: (line) => lines.push(line) });
    logger.onTrainBegin();
    logger.onEpochEnd(0, { loss: 0.5 });
    expect(lines).toEqual(['epoch,loss,val_loss\r\n', '0,0.5,NA\r\n']);
  });
});

describe('writeToConsole', () => {
  it('shows each line as a terminal would, when it ends', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    writeToConsole('Epoch 1/2\n\r 1/2');
    writeToConsole('\b\b\b\b\r 2/2');
    expect(log.mock.calls).toEqual([['Epoch 1/2']]);
    writeToConsole(' done\n');
    expect(log.mock.calls).toEqual([['Epoch 1/2'], [' 2/2 done']]);
  });
});

describe('callbacks of a real training', () => {
  const inputs = () => tf.tensor2d([0, 1, 2, 3, 4, 5, 6, 7], [8, 1]);

  function line(learningRate: number): keras.Sequential {
    const dense = new keras.layers.Dense(1, { kernelInitializer: 'zeros' });
    const model = new keras.Sequential([keras.Input([1]), dense]);
    model.compile({ optimizer: new keras.optimizers.SGD(learningRate), loss: 'mse', metrics: ['mae'] });
    return model;
  }

  it('stop, restore, save, reduce the learning rate and write, and leave no tensors', async () => {
    const [x, y] = [inputs(), tf.tidy(() => tf.mul(inputs(), 2))];
    const diverging = line(0.03);
    const saved: string[] = [];
    const handler = tf.io.withSaveHandler(({ modelTopology, weightData }) => {
      saved.push(`${Object.keys(modelTopology ?? {}).join()} ${weightData ? 'weights' : 'nothing'}`);
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
    });
    const stopping = new EarlyStopping('loss', { patience: 2, restoreBestWeights: true });
    const csv = new CSVLogger();
    const used = [
      stopping,
      csv,
      new keras.callbacks.LearningRateScheduler((epoch, rate) => (epoch === 2 ? 0.9 : rate)),
      new ModelCheckpoint({ filepath: handler, monitor: 'loss', saveBestOnly: true }),
      new keras.callbacks.ReduceLROnPlateau({ monitor: 'loss', factor: 0.5, patience: 1 }),
    ];
    const settings = { batchSize: 4, shuffle: false, verbose: 0 };
    await diverging.fit(x, y, { epochs: 1, ...settings });
    const tensorsBefore = tf.memory().numTensors;
    const { history } = await diverging.fit(x, y, { epochs: 9, ...settings, callbacks: used });
    expect(tf.memory().numTensors).toBe(tensorsBefore);
    expect(stopping.stoppedEpoch).toBe(stopping.bestEpoch + 2);
    expect(history.loss).toHaveLength(stopping.stoppedEpoch + 1);
    expect(history.learning_rate?.[0]).toBe(Math.fround(0.03));
    expect(history.learning_rate?.[2]).toBe(Math.fround(0.9));
    expect(history.learning_rate?.[3]).toBe(Math.fround(0.45));
    expect(csv.text.split('\r\n')[0]).toMatch(/^epoch,.*loss/);
    expect(saved).toEqual(Array.from({ length: stopping.bestEpoch + 1 }, () => 'className,config weights'));
    // The weights of the end of the best epoch are better than its average, and than those of the epochs after it.
    const { loss } = (await diverging.evaluate(x, y, { verbose: 0, returnDict: true })) as Record<string, number>;
    expect(loss).toBeLessThan(Math.min(...(history.loss ?? [])));
    tf.dispose([x, y]);
    diverging.dispose();
  });

  it('know from the metrics of compile which way is better', async () => {
    const [x, y] = [inputs(), inputs()];
    const model = line(0.01);
    const stopping = new EarlyStopping('val_mae', { patience: 1 });
    await model.fit(x, y, { epochs: 2, validationData: [x, y], verbose: 0, callbacks: [stopping] });
    expect(stopping.best).toBeLessThan(4);
    const nonsense = model.fit(x, y, { verbose: 0, callbacks: [new EarlyStopping('nonsense')] });
    await expect(nonsense).rejects.toThrow("Keras isn't able to automatically determine");
    tf.dispose([x, y]);
    model.dispose();
  });
});
