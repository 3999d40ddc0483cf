import * as torch from '../../torch/index.ts';
import type { ToldMistake } from './mistake.ts';

/** A scheduler that steps first skips the first learning rate of its schedule. */
export const torchSchedulerBeforeOptimizer: ToldMistake = {
  kind: 'told',
  run(side) {
    const model = new torch.nn.Linear(2, 1);
    const optimizer = new torch.optim.SGD(model.parameters(), { lr: 0.1 });
    const scheduler = new torch.optim.lrScheduler.StepLR(optimizer, { stepSize: 1 });
    try {
      for (let epoch = 0; epoch < 3; epoch++) {
        if (side === 'wrong') scheduler.step();
        optimizer.step();
        if (side === 'right') scheduler.step();
      }
    } finally {
      optimizer.dispose();
      model.dispose();
    }
  },
};
