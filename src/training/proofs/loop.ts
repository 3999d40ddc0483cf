import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Whether a model can fit itself. */
export const loop: ProofPrograms = {
  torchProgram(print) {
    const model = new torch.nn.Sequential(new torch.nn.Linear(2, 1));
    print('fit' in model);
    return [model];
  },

  kerasProgram(print) {
    const model = new keras.Sequential([keras.Input([2]), new keras.layers.Dense(1)]);
    print('fit' in model);
    return [model];
  },
};
