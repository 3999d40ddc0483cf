import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { add, mul } from '../../operations/arithmetic.ts';
import { transpose } from '../../operations/axes.ts';
import { eq } from '../../operations/comparison.ts';
import { zeros } from '../../operations/creation.ts';
import { fromHost } from '../../operations/elementwise.ts';
import { amax } from '../../operations/extremes.ts';
import { matmul } from '../../operations/matmul.ts';
import { softmax } from '../../operations/softmax.ts';
import { where } from '../../operations/where.ts';
import type { Tensor } from '../../tensor.ts';
import { dropout } from './dropout.ts';

interface AttentionParameters {
  readonly key: Tensor;
  readonly value: Tensor;
  /** Added to the scores; of booleans, false forbids a key. Broadcast to [..., L, S]. */
  readonly attnMask?: Tensor | null;
  readonly dropoutP?: number;
  /** Whether each query sees only the keys up to its own place. */
  readonly isCausal?: boolean;
  /** Factor of the scores, 1/√E by default. */
  readonly scale?: number | null;
}

const NAMES = ['key', 'value', 'attnMask', 'dropoutP', 'isCausal'] as const;

/**
 * softmax(query keyᵀ scale + mask) value: query [..., L, E], key [..., S, E], value [..., S, Ev] -> [..., L, Ev].
 *
 * Call: `scaledDotProductAttention(query, key, value, attnMask, dropoutP, isCausal, { scale })`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html
 */
export function scaledDotProductAttention(
  query: Tensor,
  ...values: Arguments<AttentionParameters, typeof NAMES>
): Tensor {
  const given = bindRequired<AttentionParameters>(NAMES, 2, values);
  const { key, value } = given;
  const factor = given.scale ?? 1 / Math.sqrt(query.shape.at(-1) ?? 1);
  const mask = given.isCausal ? causalMask(query.shape.at(-2) ?? 0, key.shape.at(-2) ?? 0) : given.attnMask;
  const scores = mul(matmul(query, transpose(key, -2, -1)), factor);
  const shares = mask ? sharesOfAllowed(add(scores, asAddend(mask))) : softmax(scores, -1);
  return matmul(given.dropoutP ? dropout(shares, given.dropoutP) : shares, value);
}

/** softmax, and zeros for a query that may see no key. */
function sharesOfAllowed(scores: Tensor): Tensor {
  const seesNothing = eq(amax(scores.detach(), -1, true), -Infinity);
  return softmax(scores.maskedFill(seesNothing, 0), -1).maskedFill(seesNothing, 0);
}

/** 0 where a query may see a key, -∞ elsewhere. */
function causalMask(queries: number, keys: number): Tensor {
  const mask = Float32Array.from({ length: queries * keys }, (_, index) =>
    index % keys <= Math.floor(index / keys) ? 0 : -Infinity,
  );
  return fromHost(mask, [queries, keys], 'float32');
}

function asAddend(mask: Tensor): Tensor {
  return mask.dtype === 'bool' ? where(mask, zeros(mask.shape), -Infinity) : mask;
}
