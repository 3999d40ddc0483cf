import * as torch from '../../torch/index.ts';
import type { ProofPrograms } from './proof-program.ts';

/** Types of numbers in PyTorch, and their promotion. */
export const dtypes: ProofPrograms = {
  torchProgram(print) {
    const whole = torch.tensor([1, 2]);
    const fractions = torch.tensor([0.5, 1.5]);
    print(whole.dtype, fractions.dtype);
    const sum = whole.add(fractions);
    print(sum, sum.dtype);
    return [];
  },
};
