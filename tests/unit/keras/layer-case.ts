/** Cases of tests/judges/keras_cases/layers.py: a layer's outputs, weights and gradients. */
import * as tf from '@tensorflow/tfjs-core';
import type * as keras from '../../../src/keras/index.ts';
import { assertEqual, fail } from '../support/assertions.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import { expectValue, type Json } from '../support/golden-values.ts';
import { buildLayer, expectConfig } from '../support/keras-objects.ts';
import { decodeTensors, describeAll } from '../support/keras-values.ts';

export interface LayerCase extends GoldenCase {
  readonly class: string;
  readonly keywords: Readonly<Record<string, Json>>;
  readonly training: boolean;
  readonly frozen: boolean;
  readonly tolerance: number;
  readonly weight_names: readonly string[];
  readonly trainable_count: number;
  readonly params: number;
  readonly outputs: Json;
  readonly gradients: Json;
  readonly weights_after: Json;
  readonly config: Readonly<Record<string, Json>>;
}

export async function runLayerCase(golden: LayerCase): Promise<void> {
  const layer = buildLayer([golden.class, golden.keywords]);
  const inputs = decodeTensors(golden.inputs);
  layer.build(shapeOf(inputs));
  layer.setWeights(decodeTensors(golden.weights));
  layer.trainable = !golden.frozen;
  const outputs = tf.tidy(() => call(layer, inputs, golden.training));
  expectValue(await describeAll(outputs), golden.outputs, golden.tolerance, 'outputs');
  const shapes = shapesOf(layer.computeOutputShape(shapeOf(inputs)));
  assertEqual(
    outputs.map(({ shape }) => shape.slice(1)),
    shapes,
    'shapes',
  );
  expectValue(await describeAll(layer.getWeights()), golden.weights_after, golden.tolerance, 'weights');
  expectInventory(layer, golden);
  layer.setWeights(decodeTensors(golden.weights));
  const gradients = gradientsOf(layer, inputs, golden);
  expectValue(await describeAll(gradients), golden.gradients, golden.tolerance, 'gradients');
}

function expectInventory(layer: keras.Layer, golden: LayerCase): void {
  const names = layer.weights.map(({ name }) => name);
  assertEqual(names, golden.weight_names, 'names of weights');
  assertEqual(layer.trainableWeights.length, golden.trainable_count, 'number of trainable weights');
  assertEqual(layer.weights.length === 0 ? 0 : layer.countParams(), golden.params, 'number of parameters');
  expectConfig(layer.getConfig(), golden.config);
}

function shapeOf(inputs: readonly tf.Tensor[]): number[] | number[][] {
  const [only, ...others] = inputs;
  return others.length === 0 ? (only?.shape ?? []) : inputs.map(({ shape }) => shape);
}

function call(layer: keras.Layer, inputs: tf.Tensor[], training: boolean): tf.Tensor[] {
  const [only] = inputs;
  const outputs = layer.apply(inputs.length === 1 && only ? only : inputs, { training }) as tf.Tensor | tf.Tensor[];
  return Array.isArray(outputs) ? outputs : [outputs];
}

function shapesOf(shape: ReturnType<keras.Layer['computeOutputShape']>): (number | null)[][] {
  const isList = (value: typeof shape): value is (number | null)[][] => Array.isArray(value[0]);
  return (isList(shape) ? shape : [shape]).map((each) => each.slice(1));
}

/** Of the outputs times the factors of the golden file, with respect to the inputs and the trainable weights. */
function gradientsOf(layer: keras.Layer, inputs: tf.Tensor[], golden: LayerCase): tf.Tensor[] {
  const factors = decodeTensors(golden.output_gradients);
  const sources = inputs.filter(({ dtype }) => dtype === 'float32').map((input) => tf.variable(input));
  const variables = [...sources, ...layer.trainableVariables];
  if (variables.length === 0) return [];
  const { grads } = tf.variableGrads(() => {
    const given = sources.length > 0 ? sources : inputs;
    const parts = call(layer, given, golden.training).map((output, index) =>
      tf.sum(tf.mul(output, factors[index] ?? fail('an output has no factors'))),
    );
    return tf.reshape<tf.Rank.R0>(tf.addN(parts), []);
  }, variables);
  return variables.map((variable) => grads[variable.name] ?? fail(`${variable.name} has no gradient`));
}
