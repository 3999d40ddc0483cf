/** Losses of targets 1 and -1: whether two things belong together, or which of them comes first. */
import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { fullLike, onesLike } from '../../operations/creation.ts';
import { where } from '../../operations/where.ts';
import type { Tensor } from '../../tensor.ts';
import { reduceLosses, type ReductionParameters, type Target } from './loss-reduction.ts';
import { plusNumber } from './scalar-arithmetic.ts';

/** Keeps the root of two products of squares away from 0. */
const EPSILON = 1e-12;

export interface MarginParameters extends ReductionParameters {
  /** Distance from which on there is no loss. */
  readonly margin?: number;
}

interface PairParameters extends MarginParameters, Target {
  readonly input2: Tensor;
}

/**
 * The input where the target is 1, max(0, margin - input) where it is -1, averaged: of distances, for example.
 *
 * Call: `hingeEmbeddingLoss(input, target, margin = 1, { reduction })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.hinge_embedding_loss.html
 */
export function hingeEmbeddingLoss(
  input: Tensor,
  ...values: Arguments<MarginParameters & Target, ['target', 'margin']>
): Tensor {
  const {
    target,
    margin = 1,
    reduction = 'mean',
  } = bindRequired<MarginParameters & Target>(['target', 'margin'], 1, values);
  const apart = where(target.ne(1), fullLike(input, margin).sub(input).clampMin(0), 0);
  return reduceLosses(apart.add(where(target.ne(-1), input, 0)), reduction);
}

/**
 * max(0, -target · (input1 - input2) + margin), averaged: 1 says that input1 should be the larger one.
 *
 * Call: `marginRankingLoss(input1, input2, target, margin = 0, { reduction })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.margin_ranking_loss.html
 */
export function marginRankingLoss(
  input1: Tensor,
  ...values: Arguments<PairParameters, ['input2', 'target', 'margin']>
): Tensor {
  const {
    input2,
    target,
    margin = 0,
    reduction = 'mean',
  } = bindRequired<PairParameters>(['input2', 'target', 'margin'], 2, values);
  return reduceLosses(plusNumber(target.neg().mul(input1.sub(input2)), margin).clampMin(0), reduction);
}

/**
 * 1 - cos(input1, input2) where the target is 1, max(0, cos - margin) where it is -1, averaged.
 *
 * `input1` and `input2` [N, D] with `target` [N], or [D] with a scalar.
 * Call: `cosineEmbeddingLoss(input1, input2, target, margin = 0, { reduction })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cosine_embedding_loss.html
 */
export function cosineEmbeddingLoss(
  input1: Tensor,
  ...values: Arguments<PairParameters, ['input2', 'target', 'margin']>
): Tensor {
  const {
    input2,
    target,
    margin = 0,
    reduction = 'mean',
  } = bindRequired<PairParameters>(['input2', 'target', 'margin'], 2, values);
  const along = target.ndim;
  const squares = [input1, input2].map((input) => plusNumber(input.mul(input).sum(along), EPSILON));
  const [first = input1, second = input2] = squares;
  const cosine = input1.mul(input2).sum(along).div(first.mul(second).sqrt());
  const together = where(target.eq(1), onesLike(cosine).sub(cosine), 0);
  return reduceLosses(
    together.add(where(target.eq(-1), plusNumber(cosine, -margin, 'SubBackward1').clampMin(0), 0)),
    reduction,
  );
}
