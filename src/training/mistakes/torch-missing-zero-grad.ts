import * as torch from '../../torch/index.ts';
import type { SilentMistake } from './mistake.ts';
import { trainTorchSpiral } from './torch-spiral.ts';

/** Without `zero_grad` each step uses the sum of all gradients so far. */
export const torchMissingZeroGrad: SilentMistake = {
  kind: 'silent',
  begin(side, { seed }) {
    const criterion = new torch.nn.CrossEntropyLoss();
    return trainTorchSpiral({
      seed,
      optimizer: (parameters) => new torch.optim.Adam(parameters, { lr: 0.01 }),
      step({ model, x, y }, optimizer) {
        if (side === 'right') optimizer.zeroGrad();
        const loss = criterion.call(model.call(x), y);
        loss.backward();
        optimizer.step();
        return loss;
      },
    });
  },
};
