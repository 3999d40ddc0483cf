import * as torch from '../../torch/index.ts';
import type { ToldMistake } from './mistake.ts';

/** A linear layer knows how many features it takes; a picture that is not flattened has others. */
export const torchWrongInputSize: ToldMistake = {
  kind: 'told',
  run(side) {
    const images = torch.zeros([32, 1, 28, 28]);
    const layer = new torch.nn.Linear(784, 10);
    try {
      layer.call(side === 'wrong' ? images : images.flatten(1));
    } finally {
      layer.dispose();
    }
  },
};
