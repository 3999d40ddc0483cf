/** Tensors of golden files as those of tfjs, and back. */
import * as tf from '@tensorflow/tfjs-core';
import { camelCase, decodeScalar, isGoldenTensor, isObject, type GoldenTensor, type Json } from './golden-values.ts';

/** A tensor of tfjs; int32 and float32 as they are. */
export function decodeTensor(golden: GoldenTensor): tf.Tensor {
  const values = golden.tensor.map((value) => Number(decodeScalar(value)));
  return tf.tensor(values, [...golden.shape], golden.dtype === 'float32' ? 'float32' : 'int32');
}

/** The tensors of a list of a golden file. */
export function decodeTensors(values: Json | undefined): tf.Tensor[] {
  return Array.isArray(values) ? values.filter(isGoldenTensor).map(decodeTensor) : [];
}

/** A value of a golden file with tensors of tfjs and names in camelCase. */
function decode(value: Json | undefined): unknown {
  if (value === undefined) return undefined;
  if (isGoldenTensor(value)) return decodeTensor(value);
  if (Array.isArray(value)) return value.map((entry: Json) => decode(entry));
  if (isObject(value)) return keywords(value);
  return value;
}

/** Arguments by name as the dialect takes them. */
export function keywords(values: Readonly<Record<string, Json>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [camelCase(name), decode(value)]));
}

/** A tensor as golden files have it. */
export async function describe(tensor: tf.Tensor): Promise<GoldenTensor> {
  return { tensor: [...(await tensor.data())], shape: tensor.shape, dtype: 'float32' };
}

export function describeAll(tensors: readonly tf.Tensor[]): Promise<GoldenTensor[]> {
  return Promise.all(tensors.map(describe));
}
