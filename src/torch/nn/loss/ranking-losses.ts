import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import type { Tensor } from '../../tensor.ts';
import {
  cosineEmbeddingLoss,
  hingeEmbeddingLoss,
  marginRankingLoss,
  type MarginParameters,
} from '../functional/ranking-losses.ts';
import { Loss } from './loss.ts';

/**
 * The input where the target is 1, max(0, margin - input) where it is -1.
 *
 * Call: `new HingeEmbeddingLoss(margin = 1, { reduction = 'mean' })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.HingeEmbeddingLoss.html
 */
export class HingeEmbeddingLoss extends Loss {
  readonly margin: number;

  constructor(...values: Arguments<MarginParameters, ['margin']>) {
    const { margin = 1, reduction } = bindArguments<MarginParameters>(['margin'], values);
    super(reduction);
    this.margin = margin;
  }

  override forward(input: Tensor, target: Tensor): Tensor {
    return hingeEmbeddingLoss(input, target, { margin: this.margin, reduction: this.reduction });
  }
}

/**
 * max(0, -target · (input1 - input2) + margin). Call: `new MarginRankingLoss(margin = 0, { reduction = 'mean' })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.MarginRankingLoss.html
 */
export class MarginRankingLoss extends Loss {
  readonly margin: number;

  constructor(...values: Arguments<MarginParameters, ['margin']>) {
    const { margin = 0, reduction } = bindArguments<MarginParameters>(['margin'], values);
    super(reduction);
    this.margin = margin;
  }

  override forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return marginRankingLoss(input1, input2, target, { margin: this.margin, reduction: this.reduction });
  }
}

/**
 * 1 - cos where the target is 1, max(0, cos - margin) where it is -1.
 *
 * Call: `new CosineEmbeddingLoss(margin = 0, { reduction = 'mean' })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.CosineEmbeddingLoss.html
 */
export class CosineEmbeddingLoss extends Loss {
  readonly margin: number;

  constructor(...values: Arguments<MarginParameters, ['margin']>) {
    const { margin = 0, reduction } = bindArguments<MarginParameters>(['margin'], values);
    super(reduction);
    this.margin = margin;
  }

  override forward(input1: Tensor, input2: Tensor, target: Tensor): Tensor {
    return cosineEmbeddingLoss(input1, input2, target, { margin: this.margin, reduction: this.reduction });
  }
}
