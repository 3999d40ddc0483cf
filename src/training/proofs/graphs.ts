import * as tf from '@tensorflow/tfjs-core';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Both run line by line. */
export const graphs: ProofPrograms = {
  torchProgram(print) {
    const a = torch.tensor(2, { requiresGrad: true });
    const c = a.add(3);
    // The value is there at once; the graph is noted along the way.
    print(c, c.gradFn?.name ?? null);
    return [];
  },

  kerasProgram(print) {
    const a = tf.scalar(2);
    const c = tf.add(a, 3);
    // The value is there at once, and nothing was noted: no tape is open.
    print(c);
    return [];
  },
};
