import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** First weights and bias of a dense layer. */
export const denseInit: ProofPrograms = {
  torchProgram(print) {
    torch.manualSeed(0);
    const layer = new torch.nn.Linear(300, 400);
    print(layer.weight.abs().max());
    print(layer.bias?.abs().max().gt(0) ?? null);
    return [layer];
  },

  kerasProgram(print) {
    keras.utils.setRandomSeed(0);
    const layer = new keras.layers.Dense(400);
    layer.build([null, 300]);
    const [kernel, bias] = layer.getWeights() as [tf.Tensor, tf.Tensor];
    print(tf.max(tf.abs(kernel)));
    print(tf.greater(tf.max(tf.abs(bias)), 0));
    return [layer];
  },
};
