import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import type { ToldMistake } from './mistake.ts';

class Perceptron extends keras.Model {
  readonly logits = new keras.layers.Dense(10);

  override call(images: tf.Tensor): tf.Tensor {
    return this.logits.apply(images);
  }
}

/** A model that was written as a class has no weights before its first call, which brings the size of its input. */
export const kerasCountBeforeBuild: ToldMistake = {
  kind: 'told',
  run(side) {
    // Named here, because a built page has shortened the name of the class.
    const model = new Perceptron({ name: 'perceptron' });
    try {
      if (side === 'right') model.apply(tf.zeros([1, 784]));
      model.countParams();
    } finally {
      model.dispose();
    }
  },
};
