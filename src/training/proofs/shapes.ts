import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Who finds the shape of the input. */
export const shapes: ProofPrograms = {
  torchProgram(print) {
    const given = new torch.nn.Linear(7200, 10);
    const lazy = new torch.nn.LazyLinear(10);
    lazy.forward(torch.zeros([1, 7200]));
    print(given.inFeatures, lazy.inFeatures);
    return [given, lazy];
  },

  kerasProgram(print) {
    const model = new keras.Sequential([new keras.layers.Dense(20, { activation: 'relu' }), new keras.layers.Dense(5)]);
    print(model.built);
    model.apply(tf.zeros([1, 10]));
    print(model.built, model.countParams());
    return [model];
  },
};
