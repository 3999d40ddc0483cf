import * as tf from '@tensorflow/tfjs-core';
import type { Histogram, ParameterHistograms } from '../inspection-protocol.ts';
import type { InspectedNetwork } from './inspected-network.ts';

const BINS = 32;
/** Least, largest, and the counts. */
const NUMBERS = BINS + 2;

/**
 * How the parameters of a network and their gradients are spread. Counted on the device; all counts come in one read.
 *
 * @param images scaled, [labels, height, width, channels], of which the loss is differentiated.
 */
export async function parameterHistograms(
  network: InspectedNetwork,
  images: Float32Array,
  labels: Int32Array,
): Promise<ParameterHistograms[]> {
  const names: Pick<ParameterHistograms, 'layerIndex' | 'name'>[] = [];
  const numbers = tf.tidy(() => {
    const parameters = network.parameters();
    const gradients = network.gradients(images, labels);
    for (const { layerIndex, name } of parameters) names.push({ layerIndex, name });
    const parts = parameters.flatMap(({ values }, index) => [values, gradients[index] ?? values]);
    return parts.length > 0 ? tf.concat(parts.map(histogramNumbers)) : tf.tensor1d([]);
  });
  const read = await numbers.data();
  numbers.dispose();
  const histogram = (part: number): Histogram => {
    const [minimum = NaN, maximum = NaN, ...counts] = read.slice(part * NUMBERS, (part + 1) * NUMBERS);
    return { minimum, maximum, counts };
  };
  return names.map((name, index) => ({ ...name, values: histogram(2 * index), gradient: histogram(2 * index + 1) }));
}

function histogramNumbers(tensor: tf.Tensor): tf.Tensor1D {
  const values: tf.Tensor1D = tf.reshape(tensor, [-1]);
  const [minimum, maximum] = [tf.min(values), tf.max(values)];
  // Equal numbers lie in the first part.
  const shares = tf.divNoNan(tf.sub(values, minimum), tf.sub(maximum, minimum));
  const places = tf.cast<tf.Tensor1D>(tf.minimum(tf.floor(tf.mul(shares, BINS)), BINS - 1), 'int32');
  const counts = tf.bincount(places, tf.onesLike(values), BINS);
  return tf.concat1d([tf.reshape(minimum, [1]), tf.reshape(maximum, [1]), counts]);
}
