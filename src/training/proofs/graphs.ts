import * as tf from '@tensorflow/tfjs-core';
import * as torch from '../../torch/index.ts';
import type { Disposable, Print } from './proof-program.ts';

export function torchProgram(print: Print): Disposable[] {
  const a = torch.tensor(2, { requiresGrad: true });
  const c = a.add(3);
  // The value is there at once; the graph is noted along the way.
  print(c, c.gradFn?.name ?? null);
  return [];
}

export function kerasProgram(print: Print): Disposable[] {
  const a = tf.scalar(2);
  const c = tf.add(a, 3);
  // The value is there at once, and nothing was noted: no tape is open.
  print(c);
  return [];
}
