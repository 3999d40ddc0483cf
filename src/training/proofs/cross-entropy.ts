import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Logits or probabilities. */
export const crossEntropy: ProofPrograms = {
  torchProgram(print) {
    const criterion = new torch.nn.CrossEntropyLoss();
    const label = torch.tensor([3]);
    // A perfect answer as probabilities, which the loss takes for logits.
    const probabilities = torch.nn.functional.oneHot(label, 10).float();
    print(criterion.forward(probabilities, label));
    // The same answer as logits costs about nothing.
    print(criterion.forward(probabilities.mul(100), label).lt(0.00001));
    return [];
  },

  kerasProgram(print) {
    const label = tf.tensor([3], [1], 'int32');
    const probabilities = tf.cast(tf.oneHot(label, 10), 'float32');
    const asLogits = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true });
    print(asLogits.call(label, probabilities));
    // The default takes probabilities, so the same answer costs about nothing.
    const asProbabilities = new keras.losses.SparseCategoricalCrossentropy();
    print(tf.less(asProbabilities.call(label, probabilities), 0.00001));
    return [];
  },
};
