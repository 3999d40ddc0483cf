import type { Tensor } from '@tensorflow/tfjs-core';

/** Which cross-entropy and accuracy fit labels and predictions of these shapes, as Keras decides it. */
export function crossentropyKind(yTrue: Tensor, yPred: Tensor): 'binary' | 'sparse_categorical' | 'categorical' {
  const outputs = yPred.shape.at(-1) ?? 1;
  if (outputs === 1) return 'binary';
  const isSparse = yTrue.rank < yPred.rank || yTrue.shape.at(-1) === 1;
  return isSparse ? 'sparse_categorical' : 'categorical';
}
