import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Gradients add up in PyTorch; a tape watches variables. */
export const autograd: ProofPrograms = {
  torchProgram(print) {
    const x = torch.tensor([1, 2, 3], { requiresGrad: true });
    x.square().mean().backward();
    print(x.grad);
    // Not cleared: the second gradient is added to the first.
    x.square().mean().backward();
    print(x.grad);
    return [];
  },

  kerasProgram(print) {
    const x = new keras.Variable([1, 2, 3]);
    const tape = new keras.GradientTape();
    const y = tape.record(() => tf.mean(tf.square(x)));
    print(tape.gradient(y, x));
    // A constant that nobody watches has no gradient.
    const constant = tf.tensor([1, 2, 3]);
    const secondTape = new keras.GradientTape();
    const z = secondTape.record(() => tf.mean(tf.square(constant)));
    print(secondTape.gradient(z, constant));
    return [x, tape, secondTape];
  },
};
