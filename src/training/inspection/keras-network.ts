import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import type { InspectedNetwork } from './inspected-network.ts';

/** A Sequential model of the settings, to be looked at. */
export function inspectKerasModel(
  model: keras.Sequential,
  imageShape: readonly [number, number, number],
): InspectedNetwork {
  const { layers } = model;
  const variables = layers.flatMap((layer, layerIndex) =>
    layer.trainableWeights.map((weight) => ({
      layerIndex,
      // As Keras calls it: "conv2d/kernel" is the path.
      name: weight.originalName.split('/').at(-1) ?? '',
      weight,
    })),
  );
  const batch = (images: Float32Array, count: number) => tf.tensor4d(images, [count, ...imageShape]);
  return {
    layerOutputs: (images, count) => {
      let output: tf.Tensor = batch(images, count);
      return layers.map((layer) => (output = layer.apply(output) as tf.Tensor));
    },
    parameters: () => variables.map(({ layerIndex, name, weight }) => ({ layerIndex, name, values: weight.read() })),
    gradients: (images, labels) => {
      const tape = new keras.GradientTape();
      const criterion = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true });
      const loss = tape.record(() =>
        criterion.call(tf.tensor1d(labels, 'int32'), model.apply(batch(images, labels.length))),
      );
      const gradients = tape.gradient(loss, model.trainableVariables);
      return gradients.map((gradient) => {
        if (!gradient) throw new Error('A variable of a chain of layers has no gradient.');
        return gradient;
      });
    },
    kernelOf: (layerIndex) => {
      const own = variables.find((each) => each.layerIndex === layerIndex && each.weight.shape.length === 4);
      return own ? own.weight.read() : null;
    },
  };
}
