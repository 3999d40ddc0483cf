import * as torch from '../../torch/index.ts';
import type { SilentMistake } from './mistake.ts';
import { trainTorchSpiral } from './torch-spiral.ts';

/** Dropout stays on until `eval` is called, so the network is tested with half of its units missing. */
export const torchMissingEval: SilentMistake = {
  kind: 'silent',
  begin(side, { seed }) {
    const criterion = new torch.nn.CrossEntropyLoss();
    return trainTorchSpiral({
      seed,
      build: () =>
        new torch.nn.Sequential(
          new torch.nn.Linear(2, 32),
          new torch.nn.ReLU(),
          new torch.nn.Dropout(0.5),
          new torch.nn.Linear(32, 3),
        ),
      optimizer: (parameters) => new torch.optim.Adam(parameters, { lr: 0.03 }),
      step({ model, x, y }, optimizer) {
        model.train();
        optimizer.zeroGrad();
        criterion.call(model.call(x), y).backward();
        optimizer.step();
        if (side === 'right') model.eval();
        return torch.noGrad(() => criterion.call(model.call(x), y));
      },
    });
  },
};
