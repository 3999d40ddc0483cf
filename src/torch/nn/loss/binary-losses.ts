import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type BinaryCrossEntropyParameters,
  type BinaryCrossEntropyWithLogitsParameters,
} from '../functional/binary-losses.ts';
import { WeightedLoss } from './loss.ts';

/**
 * Binary cross-entropy of probabilities: the end of a network that ends in Sigmoid.
 *
 * Call: `new BCELoss(weight, { reduction = 'mean' })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html
 */
export class BCELoss extends WeightedLoss {
  constructor(...values: Arguments<BinaryCrossEntropyParameters, ['weight']>) {
    const { weight, reduction } = bindArguments<BinaryCrossEntropyParameters>(['weight'], values);
    super(weight, reduction);
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return binaryCrossEntropy(input, target, { weight: this.weight, reduction: this.reduction });
  }
}

/**
 * Binary cross-entropy of sigmoid(input), exact also for large logits.
 *
 * Call: `new BCEWithLogitsLoss(weight, { reduction = 'mean', posWeight })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html
 */
export class BCEWithLogitsLoss extends WeightedLoss {
  declare readonly posWeight: Tensor | null;

  constructor(...values: Arguments<BinaryCrossEntropyWithLogitsParameters, ['weight']>) {
    const given = bindArguments<BinaryCrossEntropyWithLogitsParameters>(['weight'], values);
    super(given.weight, given.reduction);
    this.registerBuffer('pos_weight', given.posWeight ?? null);
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    const { weight, posWeight, reduction } = this;
    return binaryCrossEntropyWithLogits(input, target, { weight, posWeight, reduction });
  }
}
