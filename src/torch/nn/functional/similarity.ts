import { bindArguments, bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { mul } from '../../operations/arithmetic.ts';
import { clampMin } from '../../operations/bounds.ts';
import { div } from '../../operations/division.ts';
import { expand } from '../../operations/expand.ts';
import { norm } from '../../operations/norms.ts';
import { sum } from '../../operations/sums.ts';
import type { Tensor } from '../../tensor.ts';

interface NormalizeParameters {
  /** Order of the norm. */
  readonly p?: number;
  readonly dim?: number;
  /** The least that is divided by. */
  readonly eps?: number;
}

/**
 * Vectors along `dim` divided by their norm. Call: `normalize(input, p, dim, eps)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.normalize.html
 */
export function normalize(input: Tensor, ...values: Arguments<NormalizeParameters, ['p', 'dim', 'eps']>): Tensor {
  const { p = 2, dim = 1, eps = 1e-12 } = bindArguments<NormalizeParameters>(['p', 'dim', 'eps'], values);
  return div(input, expand(clampMin(norm(input, p, dim, true), eps), input.shape));
}

interface SimilarityParameters {
  readonly x2: Tensor;
  readonly dim?: number;
  /** The least norm that is divided by. */
  readonly eps?: number;
}

/**
 * Cosine of the angle between vectors along `dim`, broadcast. Call: `cosineSimilarity(x1, x2, dim, eps)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cosine_similarity.html
 */
export function cosineSimilarity(x1: Tensor, ...values: Arguments<SimilarityParameters, ['x2', 'dim', 'eps']>): Tensor {
  const { x2, dim = 1, eps = 1e-8 } = bindRequired<SimilarityParameters>(['x2', 'dim', 'eps'], 1, values);
  const unit = (x: Tensor) => div(x, clampMin(norm(x, 2, dim, true), eps));
  return sum(mul(unit(x1), unit(x2)), dim);
}
