import * as tf from '@tensorflow/tfjs-core';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** A tensor of PyTorch can be changed, one of TensorFlow cannot. */
export const mutability: ProofPrograms = {
  torchProgram(print) {
    const t = torch.arange(5);
    t.setIndex([3], 10);
    print(t);
    return [];
  },

  kerasProgram(print) {
    const t = tf.range(0, 5, 1, 'int32');
    const changed = tf.tensorScatterUpdate(t, [[3]], tf.tensor([10], [1], 'int32'));
    print(t);
    print(changed);
    return [];
  },
};
