import * as torch from '../../torch/index.ts';
import type { SilentMistake } from './mistake.ts';
import { trainTorchSpiral } from './torch-spiral.ts';

/** One step too long, and no hidden unit answers any more: its gradient is 0 from then on. */
export const learningRateTooHigh: SilentMistake = {
  kind: 'silent',
  begin(side, { seed }) {
    const criterion = new torch.nn.CrossEntropyLoss();
    return trainTorchSpiral({
      seed,
      optimizer: (parameters) => new torch.optim.SGD(parameters, { lr: side === 'wrong' ? 10 : 0.5 }),
      step({ model, x, y }, optimizer) {
        optimizer.zeroGrad();
        const loss = criterion.call(model.call(x), y);
        loss.backward();
        optimizer.step();
        return loss;
      },
    });
  },
};
