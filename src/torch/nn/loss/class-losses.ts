import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import { crossEntropy, type CrossEntropyParameters } from '../functional/cross-entropy.ts';
import { nllLoss, type NllParameters } from '../functional/nll-loss.ts';
import { WeightedLoss } from './loss.ts';

/**
 * Negative log-likelihood of log-probabilities [N, classes, ...] and class indices [N, ...]: the end of a network that
 * ends in LogSoftmax.
 *
 * Call: `new NLLLoss(weight, { ignoreIndex = -100, reduction = 'mean' })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html
 */
export class NLLLoss extends WeightedLoss {
  readonly ignoreIndex: number;

  constructor(...values: Arguments<NllParameters, ['weight']>) {
    const { weight, ignoreIndex = -100, reduction } = bindArguments<NllParameters>(['weight'], values);
    super(weight, reduction);
    this.ignoreIndex = ignoreIndex;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction } = this;
    return nllLoss(input, target, { weight, ignoreIndex, reduction });
  }
}

/**
 * Cross-entropy of logits [N, classes, ...] and class indices [N, ...], or probabilities of the shape of the logits. It
 * applies log-softmax itself, so the model ends in logits.
 *
 * Call: `new CrossEntropyLoss(weight, { ignoreIndex = -100, reduction = 'mean', labelSmoothing = 0 })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html
 */
export class CrossEntropyLoss extends WeightedLoss {
  readonly ignoreIndex: number;
  readonly labelSmoothing: number;

  constructor(...values: Arguments<CrossEntropyParameters, ['weight']>) {
    const given = bindArguments<CrossEntropyParameters>(['weight'], values);
    super(given.weight, given.reduction);
    this.ignoreIndex = given.ignoreIndex ?? -100;
    this.labelSmoothing = given.labelSmoothing ?? 0;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, ignoreIndex, reduction, labelSmoothing } = this;
    return crossEntropy(input, target, { weight, ignoreIndex, reduction, labelSmoothing });
  }
}
