import * as torch from '../../torch/index.ts';
import type { ToldMistake } from './mistake.ts';

/** `backward` frees what the graph kept, so a second one finds nothing. */
export const torchBackwardTwice: ToldMistake = {
  kind: 'told',
  run(side) {
    const x = torch.tensor([1, 2, 3], { requiresGrad: true });
    if (side === 'wrong') {
      const loss = x.pow(2).mean();
      loss.backward();
      loss.backward();
      return;
    }
    for (let step = 0; step < 2; step++) {
      const loss = x.pow(2).mean();
      loss.backward();
    }
  },
};
