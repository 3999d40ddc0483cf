import type { MistakeName } from '../mistake-protocol.ts';
import type { Mistake } from './mistake.ts';
import { torchBackwardTwice } from './torch-backward-twice.ts';
import { torchMissingZeroGrad } from './torch-missing-zero-grad.ts';
import { torchSoftmaxBeforeCrossEntropy } from './torch-softmax-before-cross-entropy.ts';
import { torchWrongInputSize } from './torch-wrong-input-size.ts';

/** All mistakes that a page can make. */
export const mistakes: Readonly<Record<MistakeName, Mistake>> = {
  'torch-missing-zero-grad': torchMissingZeroGrad,
  'torch-backward-twice': torchBackwardTwice,
  'torch-wrong-input-size': torchWrongInputSize,
  'torch-softmax-before-cross-entropy': torchSoftmaxBeforeCrossEntropy,
};
