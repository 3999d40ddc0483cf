import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Adam's epsilon stands in another place. */
export const optimizers: ProofPrograms = {
  torchProgram(print) {
    const weight = torch.zeros(2).requiresGrad_();
    const optimizer = new torch.optim.Adam([weight], { lr: 1 });
    weight
      .mul(torch.tensor([1e-6, 1]))
      .sum()
      .backward();
    optimizer.step();
    // The first step at a gradient of 1e-6, and of 1, in learning rates.
    print(weight.detach().neg());
    return [optimizer];
  },

  kerasProgram(print) {
    const weight = new keras.Variable([0, 0]);
    const optimizer = new keras.optimizers.Adam(1);
    optimizer.apply([tf.tensor([1e-6, 1])], [weight]);
    // The first step at a gradient of 1e-6, and of 1, in learning rates.
    print(tf.neg(weight));
    return [weight, optimizer];
  },
};
