import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** The network of source 004 has the same number of parameters. */
export const parameters: ProofPrograms = {
  torchProgram(print) {
    const model = new torch.nn.Sequential(new torch.nn.Linear(10, 20), new torch.nn.ReLU(), new torch.nn.Linear(20, 5));
    let count = 0;
    for (const parameter of model.parameters()) count += parameter.numel();
    print(count);
    return [model];
  },

  kerasProgram(print) {
    const model = new keras.Sequential([
      keras.Input([10]),
      new keras.layers.Dense(20, { activation: 'relu' }),
      new keras.layers.Dense(5),
    ]);
    print(model.countParams());
    return [model];
  },
};
