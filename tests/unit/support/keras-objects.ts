/** Layers, optimizers, losses and metrics of the Keras dialect by the specifications of the golden files. */
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import * as keras from '../../../src/keras/index.ts';
import { assertEqual, fail } from './assertions.ts';
import { camelCase, isObject, type Json } from './golden-values.ts';
import { keywords } from './keras-values.ts';

/** [class, keywords], with layers among the keywords. */
export type Specification = readonly [string, Readonly<Record<string, Json>>];

type Constructor = new (keywords: object) => unknown;

function isSpecification(value: unknown): value is Specification {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && isObject(value[1]);
}

/** An object of a module of the dialect, such as `construct(keras.layers, 'Dense', { units: 3 })`. */
export function construct(module: object, name: string, given: Readonly<Record<string, Json>>): unknown {
  const found: unknown = Reflect.get(module, name);
  if (typeof found !== 'function') fail(`the dialect has no ${name}`);
  return Reflect.construct(found as Constructor, [layersBuilt(given)]);
}

function layersBuilt(given: Readonly<Record<string, Json>>): Record<string, unknown> {
  const entries = Object.entries(given).map(([name, value]) => [
    camelCase(name),
    isSpecification(value) ? buildLayer(value) : keywords({ value }).value,
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

export function buildLayer([name, given]: Specification): keras.Layer {
  const layer = construct(keras.layers, name, given);
  return layer instanceof keras.Layer ? layer : fail(`${name} is no layer`);
}

export function buildSequential(specifications: readonly Specification[]): keras.Sequential {
  const elements = specifications.map((specification): keras.Layer | SymbolicTensor => {
    const [name, given] = specification;
    return name === 'Input' ? keras.Input(keywords(given)) : buildLayer(specification);
  });
  return new keras.Sequential(elements);
}

/**
 * The arguments of an object against those of Keras: for objects among them only the class is compared, and lists may
 * be written as the number that all their elements have.
 */
export function expectConfig(actual: Readonly<Record<string, unknown>>, golden: Readonly<Record<string, Json>>): void {
  for (const [name, value] of Object.entries(golden)) {
    assertEqual(simplified(actual[camelCase(name)]), typeof value === 'number' ? Math.fround(value) : value, name);
  }
}

function simplified(value: unknown): unknown {
  if (isObject(value) && 'className' in value) return value.className;
  return typeof value === 'number' ? Math.fround(value) : value;
}
