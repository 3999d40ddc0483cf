import type { Tensor } from '../tensor.ts';
import { crossEntropy } from './functional.ts';

/**
 * Mean cross-entropy of logits [N, classes] against class indices [N], as torch.nn.CrossEntropyLoss. It applies
 * log-softmax itself, so the model ends in logits.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html
 */
export class CrossEntropyLoss {
  forward(logits: Tensor, target: Tensor): Tensor {
    return crossEntropy(logits, target);
  }
}
