import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../../errors.ts';
import { castTo } from '../../operations/cast.ts';
import { sameShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import {
  alongClasses,
  classAxis,
  classCount,
  requireTargets,
  shapeWithoutClasses,
  targetWeights,
} from './class-targets.ts';
import { canFuseCrossEntropy, fusedCrossEntropy } from './fused-cross-entropy.ts';
import { requireReduction, type Reduction, type Target } from './loss-reduction.ts';
import { nllLoss, type NllParameters } from './nll-loss.ts';
import { plusNumber, timesNumber } from './scalar-arithmetic.ts';

export interface CrossEntropyParameters extends NllParameters {
  /** Share of the target that is spread evenly over all classes, 0 to 1. */
  readonly labelSmoothing?: number;
}

/**
 * Cross-entropy of logits, as torch.nn.functional.cross_entropy: it applies log-softmax itself.
 *
 * `input` logits [N, classes, ...] or [classes]; `target` class indices [N, ...], or probabilities of the shape of `input`
 * (integers count as probabilities 0 and 1 there).
 *
 * Call: `crossEntropy(input, target, weight, { ignoreIndex = -100, reduction = 'mean', labelSmoothing = 0 })`.
 *
 * @throws {IndexError} when a class is out of bounds; if only a GPU knows the target, the loss is 0 instead.
 * @throws {ValueError} when the batches differ.
 * @throws {RuntimeError} when the shapes do not fit, labelSmoothing is not within 0 and 1, or there is an ignoreIndex
 *   along with probabilities.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
 */
export function crossEntropy(
  input: Tensor,
  ...values: Arguments<CrossEntropyParameters & Target, ['target', 'weight']>
): Tensor {
  const given = bindRequired<CrossEntropyParameters & Target>(['target', 'weight'], 1, values);
  const { target, weight = null, labelSmoothing = 0, reduction = 'mean', ignoreIndex = -100 } = given;
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new RuntimeError(`label_smoothing must be between 0.0 and 1.0. Got: ${labelSmoothing}`);
  }
  requireReduction(reduction);
  const options = { weight, ignoreIndex, reduction, labelSmoothing };
  if (isUsual(options) && !sameShape(target.shape, input.shape) && canFuseCrossEntropy(input)) {
    requireTargets(input, target, weight, ignoreIndex);
    return fusedCrossEntropy(input, target);
  }
  const logProbabilities = input.logSoftmax(classAxis(input));
  return sameShape(target.shape, input.shape)
    ? ofProbabilities(logProbabilities, target, options)
    : ofClasses(logProbabilities, target, options);
}

interface Options {
  readonly weight: Tensor | null;
  readonly ignoreIndex: number;
  readonly reduction: Reduction;
  readonly labelSmoothing: number;
}

/** A negative class to ignore is no class anyway, and what is none does not count. */
function isUsual({ weight, ignoreIndex, reduction, labelSmoothing }: Options): boolean {
  return weight === null && ignoreIndex < 0 && reduction === 'mean' && labelSmoothing === 0;
}

function ofProbabilities(logProbabilities: Tensor, target: Tensor, options: Options): Tensor {
  const { weight, ignoreIndex, reduction, labelSmoothing } = options;
  if (ignoreIndex >= 0) {
    throw new RuntimeError(
      'ignore_index is not supported for floating point target',
      'Give class indices, or leave it out.',
    );
  }
  const classes = classCount(logProbabilities);
  const given = target.dtype === 'float32' ? target : castTo(target, 'float32');
  const wanted =
    labelSmoothing > 0 ? plusNumber(timesNumber(given, 1 - labelSmoothing), labelSmoothing / classes) : given;
  const scores = logProbabilities.mul(wanted);
  const weighted = weight ? scores.mul(alongClasses(weight, scores)) : scores;
  if (reduction === 'none') return weighted.sum(classAxis(logProbabilities)).neg();
  const sum = weighted.sum().neg();
  return reduction === 'sum' ? sum : timesNumber(sum, classes / logProbabilities.numel(), 'DivBackward1');
}

function ofClasses(logProbabilities: Tensor, target: Tensor, options: Options): Tensor {
  const { labelSmoothing, ...others } = options;
  const loss = nllLoss(logProbabilities, target, others);
  if (labelSmoothing === 0) return loss;
  const smooth = smoothLoss(logProbabilities, target, others);
  const share = labelSmoothing / classCount(logProbabilities);
  return timesNumber(loss, 1 - labelSmoothing).add(timesNumber(smooth, share));
}

/** The part of the loss that label smoothing brings: minus the scores of all classes, of targets that count. */
function smoothLoss(
  logProbabilities: Tensor,
  target: Tensor,
  { weight, ignoreIndex, reduction }: Omit<Options, 'labelSmoothing'>,
): Tensor {
  const scores = weight ? logProbabilities.mul(alongClasses(weight, logProbabilities)) : logProbabilities;
  const isIgnored = target.reshape(shapeWithoutClasses(scores)).eq(ignoreIndex);
  const losses = scores.sum(classAxis(scores)).neg().maskedFill(isIgnored, 0);
  if (reduction === 'none') return losses;
  if (reduction === 'sum') return losses.sum();
  return losses.sum().div(targetWeights(logProbabilities, target, weight, ignoreIndex).sum());
}
