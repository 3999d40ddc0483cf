import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import type { SurfacePosition, SurfaceProblemName } from '../loss-surface-protocol.ts';
import { OUTPUT_WEIGHT } from './surface-race.ts';

type TrainableVariables = keras.Layer['trainableVariables'];

/** A model whose trained variables are two numbers. */
interface KerasModel {
  readonly trainableVariables: TrainableVariables;
  apply(x: tf.Tensor): tf.Tensor;
  /** Both numbers, as scalars. */
  position(): readonly [tf.Tensor, tf.Tensor];
  dispose(): void;
}

/** A problem in Keras's words. */
interface KerasProblem {
  readonly build: (start: SurfacePosition) => KerasModel;
  /** The outputs at many positions: x and y [count, 1], inputs [points] -> [count, points]. */
  readonly outputs: (x: tf.Tensor, y: tf.Tensor, inputs: tf.Tensor) => tf.Tensor;
}

export const kerasProblems: Readonly<Record<SurfaceProblemName, KerasProblem>> = {
  regression: {
    build([weight, bias]) {
      const dense = new keras.layers.Dense(1);
      dense.build([null, 1]);
      dense.setWeights([[[weight]], [bias]]);
      return {
        trainableVariables: dense.trainableVariables,
        apply: (x) => dense.apply(x),
        position() {
          const [kernel, shift] = dense.getWeights();
          if (!kernel || !shift) throw new Error('A dense layer has a kernel and a bias.');
          return [tf.sum(kernel), tf.sum(shift)];
        },
        dispose: () => void dense.dispose(),
      };
    },
    outputs: (weight, bias, inputs) => tf.add(tf.mul(weight, inputs), bias),
  },
  network: {
    build([first, second]) {
      const hidden = new keras.layers.Dense(2, { activation: 'tanh', useBias: false });
      const output = new keras.layers.Dense(1, { useBias: false, trainable: false });
      hidden.build([null, 1]);
      output.build([null, 2]);
      hidden.setWeights([[[first, second]]]);
      output.setWeights([[[OUTPUT_WEIGHT], [OUTPUT_WEIGHT]]]);
      return {
        trainableVariables: hidden.trainableVariables,
        apply: (x) => output.apply(hidden.apply(x)),
        position() {
          const [kernel] = hidden.getWeights();
          const [one, other] = kernel ? tf.split(kernel, 2, 1) : [];
          if (!one || !other) throw new Error('The hidden layer has a kernel of two columns.');
          return [tf.sum(one), tf.sum(other)];
        },
        dispose() {
          hidden.dispose();
          output.dispose();
        },
      };
    },
    outputs: (first, second, inputs) =>
      tf.mul(tf.add(tf.tanh(tf.mul(first, inputs)), tf.tanh(tf.mul(second, inputs))), OUTPUT_WEIGHT),
  },
};
