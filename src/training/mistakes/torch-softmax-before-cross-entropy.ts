import * as torch from '../../torch/index.ts';
import type { SilentMistake } from './mistake.ts';
import { trainTorchSpiral } from './torch-spiral.ts';

/** `CrossEntropyLoss` applies log-softmax itself: probabilities in place of logits cannot bring it near 0. */
export const torchSoftmaxBeforeCrossEntropy: SilentMistake = {
  kind: 'silent',
  begin(side, { seed }) {
    const criterion = new torch.nn.CrossEntropyLoss();
    return trainTorchSpiral({
      seed,
      optimizer: (parameters) => new torch.optim.Adam(parameters, { lr: 0.03 }),
      step({ model, x, y }, optimizer) {
        optimizer.zeroGrad();
        const outputs = model.call(x);
        const loss = criterion.call(side === 'wrong' ? torch.softmax(outputs, 1) : outputs, y);
        loss.backward();
        optimizer.step();
        return loss;
      },
    });
  },
};
