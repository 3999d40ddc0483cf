import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Running statistics after one batch. */
export const batchNorm: ProofPrograms = {
  torchProgram(print) {
    const layer = new torch.nn.BatchNorm1d(1);
    layer.forward(torch.tensor([[1], [3], [5], [7]], { dtype: torch.float32 }));
    print(layer.runningMean, layer.runningVar);
    return [layer];
  },

  kerasProgram(print) {
    const layer = new keras.layers.BatchNormalization();
    layer.apply(tf.tensor([[1], [3], [5], [7]]), { training: true });
    const [, , movingMean, movingVariance] = layer.getWeights();
    print(movingMean ?? null, movingVariance ?? null);
    return [layer];
  },
};
