import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** What stays is multiplied by 1/(1 - p). */
export const dropout: ProofPrograms = {
  torchProgram(print) {
    torch.manualSeed(0);
    const layer = new torch.nn.Dropout(0.2);
    const x = torch.ones(1000);
    const trained = layer.forward(x);
    print(trained.min(), trained.max());
    layer.eval();
    const evaluated = layer.forward(x);
    print(evaluated.min(), evaluated.max());
    return [];
  },

  kerasProgram(print) {
    const layer = new keras.layers.Dropout(0.2, { seed: 0 });
    const x = tf.ones([1000]);
    const trained = layer.apply(x, { training: true });
    print(tf.min(trained), tf.max(trained));
    const evaluated = layer.apply(x, { training: false });
    print(tf.min(evaluated), tf.max(evaluated));
    return [layer];
  },
};
