import * as torch from '../../torch/index.ts';
import type { ToldMistake } from './mistake.ts';

/** A class index must be a whole number: floats in its place stand for probabilities, which have another shape. */
export const torchTargetDtype: ToldMistake = {
  kind: 'told',
  run(side) {
    const logits = torch.zeros([4, 3]);
    const labels = torch.tensor([0, 1, 2, 0]).float();
    new torch.nn.CrossEntropyLoss().call(logits, side === 'wrong' ? labels : labels.long());
  },
};
