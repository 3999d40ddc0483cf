import * as keras from '../../keras/index.ts';
import * as torch from '../../torch/index.ts';
import type { Disposable, Print } from './proof-program.ts';

export function torchProgram(print: Print): Disposable[] {
  const model = new torch.nn.Sequential(new torch.nn.Linear(2, 1));
  print('fit' in model);
  return [model];
}

export function kerasProgram(print: Print): Disposable[] {
  const model = new keras.Sequential([keras.Input([2]), new keras.layers.Dense(1)]);
  print('fit' in model);
  return [model];
}
