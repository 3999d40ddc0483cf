import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Channels first, and channels last. */
export const imageLayout: ProofPrograms = {
  torchProgram(print) {
    const conv = new torch.nn.Conv2d(32, 64, 3);
    print(conv.weight.shape);
    print(conv.forward(torch.zeros([1, 32, 8, 8])).shape);
    return [conv];
  },

  kerasProgram(print) {
    const conv = new keras.layers.Conv2D(64, 3);
    const output = conv.apply(tf.zeros([1, 8, 8, 32]));
    for (const weight of conv.getWeights()) print(weight.shape);
    print(output.shape);
    return [conv];
  },
};
