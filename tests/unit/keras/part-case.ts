/** Cases of tests/judges/keras_cases/parts.py: activations, constraints, regularizers, initializers and utilities. */
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../../src/keras/index.ts';
import { fail } from '../support/assertions.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import { camelCase, expectValue, isGoldenTensor, type GoldenTensor, type Json } from '../support/golden-values.ts';
import { expectConfig } from '../support/keras-objects.ts';
import { decodeTensor, describe, keywords } from '../support/keras-values.ts';

export interface PartCase extends GoldenCase {
  readonly kind: 'activation' | 'object' | 'initializer' | 'utility';
  readonly namespace?: 'constraints' | 'regularizers';
  readonly part: string;
  readonly arguments: readonly Json[];
  readonly keywords: Readonly<Record<string, Json>>;
  readonly shape?: readonly number[];
  readonly tolerance: number;
  readonly value: GoldenTensor & Json;
  readonly config?: Readonly<Record<string, Json>>;
}

type Part = (...values: unknown[]) => tf.Tensor;
type PartClass = new (...values: unknown[]) => { call(x: unknown): tf.Tensor; getConfig(): Record<string, unknown> };

export async function runPartCase(golden: PartCase): Promise<void> {
  const value = valueOf(golden);
  expectValue(await describe(value), golden.value, golden.tolerance, 'value');
  if (golden.kind !== 'activation') return;
  const weights = tf.reshape(tf.range(1, value.size + 1), value.shape);
  const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(activate(golden, x), weights)))(input(golden));
  expectValue(await describe(gradient), golden.gradient ?? null, golden.tolerance, 'gradient');
}

function valueOf(golden: PartCase): tf.Tensor {
  switch (golden.kind) {
    case 'activation':
      return activate(golden, input(golden));
    case 'utility':
      return (find(keras.utils, camelCase(golden.part)) as Part)(...argumentsOf(golden));
    case 'initializer':
      return made(keras.initializers, golden).call(golden.shape);
    case 'object':
      return made(keras[golden.namespace ?? fail('the case has no namespace')], golden).call(input(golden));
  }
}

function activate(golden: PartCase, x: tf.Tensor): tf.Tensor {
  return (find(keras.activations, camelCase(golden.part)) as Part)(x, ...argumentsOf(golden));
}

/** An object, whose configuration is held against that of Keras. */
function made(module: object, golden: PartCase): InstanceType<PartClass> {
  const Class = find(module, golden.part) as PartClass;
  const object = new Class(...argumentsOf(golden));
  expectConfig(object.getConfig(), golden.config ?? {});
  return object;
}

function find(module: object, name: string): unknown {
  const found: unknown = Reflect.get(module, name);
  return typeof found === 'function' ? found : fail(`the dialect has no ${name}`);
}

function argumentsOf(golden: PartCase): unknown[] {
  const named = Object.keys(golden.keywords).length > 0 ? [keywords(golden.keywords)] : [];
  return [...golden.arguments, ...named];
}

function input(golden: PartCase): tf.Tensor {
  return isGoldenTensor(golden.x) ? decodeTensor(golden.x) : fail('the case has no x');
}
