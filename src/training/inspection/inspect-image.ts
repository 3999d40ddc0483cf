import * as tf from '@tensorflow/tfjs-core';
import type { InspectedLayer, InspectionReport, NumberMaps } from '../inspection-protocol.ts';
import { probabilitiesOf } from '../probabilities.ts';
import type { InspectedNetwork } from './inspected-network.ts';

/** Channels and filters shown of a layer. */
const MOST_MAPS = 16;
/** Numbers shown of a layer that gives them in a row. */
const MOST_UNITS = 256;

type MapShape = Omit<NumberMaps, 'values'>;

/** Numbers on the device, and what they are: a picture for each of `count`. */
interface DeviceMaps {
  readonly shape: MapShape;
  readonly values: tf.Tensor;
}

/**
 * What a network makes of one image. All that is shown comes from the device in one read.
 *
 * @param image scaled, [height, width, channels].
 */
export async function inspectImage(
  network: InspectedNetwork,
  image: Float32Array,
): Promise<Pick<InspectionReport, 'probabilities' | 'layers'>> {
  const shapes: { readonly activations: MapShape; readonly filters: MapShape | null }[] = [];
  let classCount = 0;
  const numbers = tf.tidy(() => {
    const outputs = network.layerOutputs(image, 1);
    const logits = outputs.at(-1);
    if (!logits) throw new Error('A network without layers has nothing to show.');
    classCount = logits.size;
    const maps = outputs.flatMap((output, layerIndex) => {
      const kernel = network.kernelOf(layerIndex);
      const activations = activationMaps(output);
      const filters = kernel && filterMaps(kernel);
      shapes.push({ activations: activations.shape, filters: filters?.shape ?? null });
      return [activations.values, ...(filters ? [filters.values] : [])];
    });
    return tf.concat([logits, ...maps].map((part) => tf.reshape(part, [-1])));
  });
  const read = Float32Array.from(await numbers.data());
  numbers.dispose();
  let place = classCount;
  const take = (shape: MapShape): NumberMaps => {
    const { count, height, width, channels } = shape;
    return { ...shape, values: read.slice(place, (place += count * height * width * channels)) };
  };
  return {
    probabilities: probabilitiesOf([...read.subarray(0, classCount)]),
    layers: shapes.map(({ activations, filters }, layerIndex): InspectedLayer => ({
      layerIndex,
      activations: take(activations),
      filters: filters && take(filters),
    })),
  };
}

/** [1, height, width, channels] or [1, units]. */
function activationMaps(output: tf.Tensor): DeviceMaps {
  const [, height = 1, width, total] = output.shape;
  if (width === undefined || total === undefined) {
    const units = Math.min(height, MOST_UNITS);
    const values = tf.slice(output, [0, 0], [1, units]);
    return { shape: { count: 1, height: 1, width: units, channels: 1, total: height }, values };
  }
  const count = Math.min(total, MOST_MAPS);
  const values = tf.transpose(tf.slice(output, [0, 0, 0, 0], [1, height, width, count]), [0, 3, 1, 2]);
  return { shape: { count, height, width, channels: 1, total }, values };
}

/** [height, width, inputs, filters]. */
function filterMaps(kernel: tf.Tensor): DeviceMaps {
  const [height = 0, width = 0, inputs = 0, total = 0] = kernel.shape;
  const channels = inputs === 3 ? 3 : 1;
  const count = Math.min(total, MOST_MAPS);
  const values = tf.transpose(tf.slice(kernel, [0, 0, 0, 0], [height, width, channels, count]), [3, 0, 1, 2]);
  return { shape: { count, height, width, channels, total }, values };
}
