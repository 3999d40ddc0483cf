import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** First weights of a convolution. */
export const convInit: ProofPrograms = {
  torchProgram(print) {
    torch.manualSeed(0);
    const layer = new torch.nn.Conv2d(32, 64, 3);
    print(layer.weight.abs().max());
    return [layer];
  },

  kerasProgram(print) {
    keras.utils.setRandomSeed(0);
    const layer = new keras.layers.Conv2D(64, 3);
    layer.build([null, 8, 8, 32]);
    const [kernel] = layer.getWeights() as [tf.Tensor];
    print(tf.max(tf.abs(kernel)));
    return [layer];
  },
};
