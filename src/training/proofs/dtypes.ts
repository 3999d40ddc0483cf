import * as torch from '../../torch/index.ts';
import type { Disposable, Print } from './proof-program.ts';

export function torchProgram(print: Print): Disposable[] {
  const whole = torch.tensor([1, 2]);
  const fractions = torch.tensor([0.5, 1.5]);
  print(whole.dtype, fractions.dtype);
  const sum = whole.add(fractions);
  print(sum, sum.dtype);
  return [];
}
