import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import type { ToldMistake } from './mistake.ts';

/** The plain loss wants a column for each class, the sparse one a whole number for each example. */
export const kerasCategoricalWithIntegerLabels: ToldMistake = {
  kind: 'told',
  run(side) {
    const labels = tf.tensor1d([0, 1, 2, 0], 'int32');
    const { CategoricalCrossentropy, SparseCategoricalCrossentropy } = keras.losses;
    const Loss = side === 'wrong' ? CategoricalCrossentropy : SparseCategoricalCrossentropy;
    new Loss({ fromLogits: true }).call(labels, tf.zeros([4, 3]));
  },
};
