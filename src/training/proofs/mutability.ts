import * as tf from '@tensorflow/tfjs-core';
import * as torch from '../../torch/index.ts';
import type { Disposable, Print } from './proof-program.ts';

export function torchProgram(print: Print): Disposable[] {
  const t = torch.arange(5);
  t.setIndex([3], 10);
  print(t);
  return [];
}

export function kerasProgram(print: Print): Disposable[] {
  const t = tf.range(0, 5, 1, 'int32');
  const changed = tf.tensorScatterUpdate(t, [[3]], tf.tensor([10], [1], 'int32'));
  print(t);
  print(changed);
  return [];
}
