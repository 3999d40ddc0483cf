import * as tf from '@tensorflow/tfjs-core';
import { layers as stock, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import { summaryText, type ModelDescription, type SummaryParameters } from '../../../src/keras/summary-text.ts';
import { readCases, type GoldenCase } from '../support/golden-cases.ts';
import { camelCase, type Json } from '../support/golden-values.ts';
import { startWasm } from '../support/wasm.ts';

interface SummaryCase extends GoldenCase {
  readonly model: Json;
  readonly options: Json;
  readonly text?: string;
  readonly error?: string;
}

const cases = readCases('keras', 'summaries') as readonly SummaryCase[];

/** Records with the names of the dialect. */
function renamed(value: Json): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [camelCase(name), renamed(entry)]));
}

describe('summaryText prints what Keras prints', () => {
  it.each(cases.map((golden) => [golden.name, golden] as const))('%s', (_, golden) => {
    const description = renamed(golden.model) as ModelDescription;
    const print = () => summaryText(description, renamed(golden.options) as SummaryParameters);
    if (golden.error !== undefined) expect(print).toThrow(golden.error);
    else expect(print()).toBe(golden.text);
  });
});

const { Dense } = keras.layers;

function mlp(): keras.Sequential {
  return new keras.Sequential([
    keras.Input([28, 28]),
    stock.flatten({ name: 'flatten' }),
    new Dense(128),
    new Dense(10),
  ]);
}

async function trained(optimizer: keras.optimizers.Optimizer): Promise<keras.Model> {
  const model = mlp();
  model.compile({ optimizer, loss: 'mse' });
  await model.fit(tf.zeros([2, 28, 28]), tf.zeros([2, 10]), { verbose: 0 });
  return model;
}

function on(layer: keras.Layer | stock.Layer, input: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
  return layer.apply(input) as SymbolicTensor;
}

function twoOutputs(): keras.Model {
  const inputs = keras.Input([6]);
  const hidden = on(new Dense(5), inputs);
  const outputs = ['left', 'right'].map((name, index) => on(new Dense(2 + index, { name }), hidden));
  return new keras.Model({ inputs, outputs, name: 'fork' });
}

function shared(): keras.Model {
  const inputs = ['first', 'second'].map((name) => keras.Input([4], { name }));
  const tower = new Dense(3, { name: 'tower' });
  const towers = inputs.map((input) => on(tower, input));
  const joined = on(stock.concatenate({ name: 'concatenate' }), towers);
  return new keras.Model({ inputs, outputs: on(new Dense(1), joined), name: 'twins' });
}

function twice(): keras.Model {
  const inputs = keras.Input([4]);
  const step = new Dense(4, { name: 'step' });
  return new keras.Model(inputs, on(step, on(step, inputs)), 'recurrent');
}

function nested(): keras.Model {
  const inner = new keras.Sequential([keras.Input([8]), new Dense(4), new Dense(2)], { name: 'encoder' });
  const core = new keras.Sequential([keras.Input([2]), new Dense(3)], { name: 'core' });
  const outer = new keras.Sequential([keras.Input([2]), core, new Dense(8)], { name: 'decoder' });
  const inputs = keras.Input([8], { name: 'inputs' });
  return new keras.Model(inputs, on(outer, on(inner, inputs)), 'autoencoder');
}

class Perceptron extends keras.Model {
  readonly hidden = new Dense(8, { activation: 'relu' });
  readonly outputLayer = new Dense(2);

  override call(x: tf.Tensor): tf.Tensor {
    return this.outputLayer.apply(this.hidden.apply(x));
  }
}

async function trainedPerceptron(): Promise<keras.Model> {
  const model = new Perceptron();
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  await model.fit(tf.zeros([4, 3]), tf.zeros([4, 2]), { verbose: 0 });
  return model;
}

const models: Readonly<Record<string, () => keras.Model | Promise<keras.Model>>> = {
  MLP: mlp,
  'MLP, compiled': () => {
    const model = mlp();
    model.compile({ optimizer: 'adam', loss: 'mse' });
    return model;
  },
  'MLP after training with Adam': () => trained(new keras.optimizers.Adam()),
  'MLP after training with Nadam': () => trained(new keras.optimizers.Nadam()),
  'MLP after training with SGD': () => trained(new keras.optimizers.SGD()),
  'MLP after training with momentum': () => trained(new keras.optimizers.SGD(0.1, { momentum: 0.9 })),
  'MLP after training with a schedule': () => {
    const learningRate = new keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9);
    return trained(new keras.optimizers.SGD({ learningRate, momentum: 0.9 }));
  },
  'subclass before its first call': () => new Perceptron(),
  'subclass after training': trainedPerceptron,
  unbuilt: () =>
    new keras.Sequential([
      new Dense(8, { activation: 'relu' }),
      stock.dropout({ rate: 0.2, name: 'dropout' }),
      new Dense(2),
    ]),
  'layer used twice in a chain': twice,
  'two outputs': twoOutputs,
  'shared layer': shared,
  'nested models': nested,
  'nested models, expanded': nested,
};

describe('summary of a model', () => {
  beforeAll(startWasm);
  beforeEach(keras.utils.clearSession);

  it.each(Object.entries(models))('%s', async (name, build) => {
    const golden = cases.find((each) => each.name === name);
    const model = await build();
    const printed: string[] = [];
    model.summary({ ...(renamed(golden?.options ?? {}) as object), printFn: (text) => printed.push(text) });
    expect(printed.join('')).toBe(golden?.text);
  });
});
