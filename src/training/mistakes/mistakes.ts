import type { MistakeName } from '../mistake-protocol.ts';
import type { Mistake } from './mistake.ts';
import { channelsOrder } from './channels-order.ts';
import { kerasCategoricalWithIntegerLabels } from './keras-categorical-with-integer-labels.ts';
import { kerasCountBeforeBuild } from './keras-count-before-build.ts';
import { kerasItemAssignment } from './keras-item-assignment.ts';
import { kerasLabelsShape } from './keras-labels-shape.ts';
import { kerasMissingFromLogits } from './keras-missing-from-logits.ts';
import { learningRateTooHigh } from './learning-rate-too-high.ts';
import { torchBackwardTwice } from './torch-backward-twice.ts';
import { torchMissingEval } from './torch-missing-eval.ts';
import { torchMissingZeroGrad } from './torch-missing-zero-grad.ts';
import { torchSchedulerBeforeOptimizer } from './torch-scheduler-before-optimizer.ts';
import { torchSoftmaxBeforeCrossEntropy } from './torch-softmax-before-cross-entropy.ts';
import { torchTargetDtype } from './torch-target-dtype.ts';
import { torchWrongInputSize } from './torch-wrong-input-size.ts';
import { validationTailSorted } from './validation-tail-sorted.ts';

/** All mistakes that a page can make. */
export const mistakes: Readonly<Record<MistakeName, Mistake>> = {
  'torch-missing-zero-grad': torchMissingZeroGrad,
  'torch-backward-twice': torchBackwardTwice,
  'torch-wrong-input-size': torchWrongInputSize,
  'torch-softmax-before-cross-entropy': torchSoftmaxBeforeCrossEntropy,
  'torch-missing-eval': torchMissingEval,
  'torch-target-dtype': torchTargetDtype,
  'torch-scheduler-before-optimizer': torchSchedulerBeforeOptimizer,
  'keras-missing-from-logits': kerasMissingFromLogits,
  'keras-categorical-with-integer-labels': kerasCategoricalWithIntegerLabels,
  'keras-item-assignment': kerasItemAssignment,
  'keras-labels-shape': kerasLabelsShape,
  'keras-count-before-build': kerasCountBeforeBuild,
  'channels-order': channelsOrder,
  'learning-rate-too-high': learningRateTooHigh,
  'validation-tail-sorted': validationTailSorted,
};
