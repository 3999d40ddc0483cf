/** Cases of tests/judges/keras_cases/models.py: a functional model, its outputs and some steps of training. */
import * as tf from '@tensorflow/tfjs-core';
import { LayerVariable } from '@tensorflow/tfjs-layers';
import * as keras from '../../../src/keras/index.ts';
import { assertEqual, fail } from '../support/assertions.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import { camelCase, expectValue, type Json } from '../support/golden-values.ts';
import { decodeTensors, describeAll } from '../support/keras-values.ts';

const { layers } = keras;

/** The models of tests/judges/keras_cases/models.py. */
const builders: Readonly<Record<string, () => keras.Model>> = {
  two_inputs() {
    const [first, second] = [keras.Input([3], { name: 'first' }), keras.Input([2], { name: 'second' })];
    const left = new layers.Dense(4, { activation: 'relu', name: 'left' }).apply(first);
    const right = new layers.Dense(4, { name: 'right' }).apply(second);
    const joined = new layers.Concatenate({ name: 'joined' }).apply([left, right]);
    return new keras.Model([first, second], new layers.Dense(2, { name: 'out' }).apply(joined));
  },
  two_outputs() {
    const inputs = keras.Input([4], { name: 'features' });
    const hidden = new layers.Dense(5, { activation: 'tanh', name: 'hidden' }).apply(inputs);
    const outputs = [new layers.Dense(1, { name: 'price' }), new layers.Dense(3, { name: 'kind' })];
    return new keras.Model(
      inputs,
      outputs.map((layer) => layer.apply(hidden)),
    );
  },
  residual() {
    const inputs = keras.Input([6, 6, 2], { name: 'images' });
    const conv = new layers.Conv2D(2, 3, { padding: 'same', activation: 'relu', name: 'conv' }).apply(inputs);
    const norm = new layers.BatchNormalization({ name: 'norm' }).apply(conv);
    const total = new layers.Add({ name: 'sum' }).apply([inputs, norm]);
    const pooled = new layers.GlobalAveragePooling2D({ name: 'pool' }).apply(total);
    return new keras.Model(inputs, new layers.Dense(3, { name: 'head' }).apply(pooled));
  },
  shared() {
    const [first, second] = [keras.Input([3], { name: 'first' }), keras.Input([3], { name: 'second' })];
    const tower = new layers.Dense(4, { activation: 'relu', name: 'tower' });
    const both = [tower.apply(first), tower.apply(second)];
    const difference = new layers.Subtract({ name: 'difference' }).apply(both);
    return new keras.Model([first, second], new layers.Dense(2, { name: 'out' }).apply(difference));
  },
  nested() {
    const chain = (input: number, units: number, names: readonly [string, string]) =>
      new keras.Sequential([keras.Input([input]), new layers.Dense(units, { name: names[1] })], { name: names[0] });
    const inputs = keras.Input([4], { name: 'inputs' });
    const code = chain(4, 3, ['encoder', 'code']).apply(inputs);
    return new keras.Model(inputs, chain(3, 2, ['decoder', 'plain']).apply(code));
  },
  states() {
    const [source, target] = [keras.Input([3, 2], { name: 'source' }), keras.Input([4, 2], { name: 'target' })];
    const encoded = new layers.LSTM(2, { returnState: true, name: 'encoder' }).apply(source);
    const initialState = [encoded].flat().slice(1);
    const decoded = new layers.LSTM(2, { returnSequences: true, name: 'decoder' }).apply(target, { initialState });
    return new keras.Model([source, target], new layers.Dense(2, { name: 'out' }).apply(decoded));
  },
  by_name() {
    const inputs = keras.Input([4], { name: 'features' });
    const hidden = new layers.Dense(5, { activation: 'tanh', name: 'hidden' }).apply(inputs);
    const [second, first] = [new layers.Dense(2, { name: 'a' }), new layers.Dense(3, { name: 'b' })];
    return new keras.Model(inputs, { second: second.apply(hidden), first: first.apply(hidden) });
  },
};

export interface ModelCase extends GoldenCase {
  readonly model: string;
  readonly compile: Readonly<Record<string, never>>;
  readonly tolerance: number;
  readonly layers: readonly string[];
  readonly weight_paths: readonly string[];
  readonly outputs: Json;
  readonly steps: readonly Readonly<Record<string, number>>[];
  readonly weights_after: Json;
  readonly params: number;
}

export async function runModelCase(golden: ModelCase): Promise<void> {
  const model = builders[golden.model]?.() ?? fail(`there is no model ${golden.model}`);
  expectInventory(model, golden);
  model.setWeights(decodeTensors(golden.weights));
  const outputs = tf.tidy(() => model.callOn(decodeTensors(golden.x), false));
  expectValue(await describeAll(outputs), golden.outputs, golden.tolerance, 'outputs');
  await train(model, golden);
  expectValue(await describeAll(model.getWeights()), golden.weights_after, golden.tolerance, 'weights');
}

function expectInventory(model: keras.Model, golden: ModelCase): void {
  const names = model.layers.map(({ name }) => name);
  assertEqual(names, golden.layers, 'layers');
  const paths = model.weights.map((weight) => (weight instanceof LayerVariable && 'path' in weight ? weight.path : ''));
  assertEqual(paths, golden.weight_paths, 'paths of weights');
  assertEqual(model.countParams(), golden.params, 'number of parameters');
}

async function train(model: keras.Model, golden: ModelCase): Promise<void> {
  model.compile(Object.fromEntries(Object.entries(golden.compile).map(([name, value]) => [camelCase(name), value])));
  const [x, y] = [decodeTensors(golden.x), decodeTensors(golden.y)];
  for (const [index, expected] of golden.steps.entries()) {
    const logs = (await model.trainOnBatch({ x, y, returnDict: true })) as object;
    assertEqual(Object.keys(logs).sort(), Object.keys(expected).sort(), 'names of the logs');
    for (const [name, value] of Object.entries(expected)) {
      expectValue(Reflect.get(logs, name), value, golden.tolerance, `${name} of step ${index}`);
    }
  }
}
