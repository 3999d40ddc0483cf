import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { oneHot } from '../one-hot.ts';
import { toTensor, type Values } from './tensor-values.ts';

interface ToCategoricalParameters {
  readonly numClasses?: number | null;
}

/**
 * Class indices as rows of zeros with a one: [...] or [..., 1] -> [..., numClasses] float32.
 *
 * @param values numClasses: the largest index + 1 when left out; then `x` must be an array, as a tensor would have to be
 *   read.
 * @throws {TypeError} for a tensor without numClasses.
 * @source https://keras.io/api/utils/python_utils/#to_categorical-function
 */
export function toCategorical(
  x: Values,
  ...values: Arguments<ToCategoricalParameters, readonly ['numClasses']>
): tf.Tensor {
  const { numClasses = null } = bindArguments<ToCategoricalParameters>(['numClasses'], values);
  return tf.tidy(() => {
    const indices = toTensor(x, 'int32');
    const shape = indices.shape.at(-1) === 1 && indices.rank > 1 ? indices.shape.slice(0, -1) : indices.shape;
    return oneHot(tf.cast(tf.reshape(indices, shape), 'int32'), numClasses ?? largest(x) + 1);
  });
}

function largest(x: Values): number {
  if (x instanceof tf.Tensor) throw new TypeError('toCategorical: pass numClasses with a tensor.');
  const indices: unknown[] = Array.isArray(x) ? x.flat(Infinity) : [x];
  return indices.reduce<number>((most, index) => Math.max(most, Number(index)), 0);
}
