import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { RuntimeError } from '../../errors.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { scope } from '../../scope.ts';
import { Tensor } from '../../tensor.ts';

/** Keeps the quotient finite where all gradients are 0. */
const EPSILON = 1e-6;

interface ClipGradNormParameters {
  readonly maxNorm: number;
  /** Order of the norm: 2 is the root of the sum of squares, Infinity the largest magnitude. */
  readonly normType?: number;
  /** Whether a norm that is nan or infinite is an error. */
  readonly errorIfNonfinite?: boolean;
}

/**
 * Scales the gradients in place so that their norm, taken over all of them as one vector, is at most `maxNorm`. Returns
 * the norm that they had, a scalar; 0 where there are none.
 *
 * Call: `clipGradNorm_(parameters, maxNorm, normType = 2, errorIfNonfinite = false)`. `errorIfNonfinite` reads the norm
 * at once, which a GPU does not allow.
 *
 * @throws {RuntimeError} with `errorIfNonfinite` when the norm is not finite, and on a GPU.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html
 */
export function clipGradNorm_(
  parameters: Tensor | Iterable<Tensor>,
  ...values: Arguments<ClipGradNormParameters, ['maxNorm', 'normType', 'errorIfNonfinite']>
): Tensor {
  const names = ['maxNorm', 'normType', 'errorIfNonfinite'] as const;
  const { maxNorm, normType = 2, errorIfNonfinite = false } = bindRequired<ClipGradNormParameters>(names, 1, values);
  const gradients = gradientsOf(parameters);
  return scope(() => {
    const totalNorm = normOf(gradients, normType);
    if (errorIfNonfinite) requireFinite(totalNorm, normType);
    const factor = fromDevice(() => tf.minimum(tf.div(maxNorm, tf.add(totalNorm.values, EPSILON)), 1));
    for (const gradient of gradients) {
      const { order } = gradient;
      gradient.write(fromDevice(() => tf.mul(gradient.valuesIn(order), factor.values), order));
    }
    return totalNorm;
  });
}

interface ClipGradValueParameters {
  readonly clipValue: number;
}

/**
 * Cuts every element of the gradients to ± `clipValue`, in place.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_value_.html
 */
export function clipGradValue_(
  parameters: Tensor | Iterable<Tensor>,
  ...values: Arguments<ClipGradValueParameters, ['clipValue']>
): void {
  const { clipValue } = bindRequired<ClipGradValueParameters>(['clipValue'], 1, values);
  scope(() => {
    for (const gradient of gradientsOf(parameters)) {
      const { order } = gradient;
      const clipped = fromDevice(() => tf.maximum(tf.minimum(gradient.valuesIn(order), clipValue), -clipValue), order);
      gradient.write(clipped);
    }
  });
}

function gradientsOf(parameters: Tensor | Iterable<Tensor>): Tensor[] {
  const list = parameters instanceof Tensor ? [parameters] : [...parameters];
  return list.flatMap(({ grad }) => grad ?? []);
}

/** The norm of the norms of tensors, which is that of all their elements. */
function normOf(tensors: readonly Tensor[], normType: number): Tensor {
  if (tensors.length === 0) return fromDevice(() => tf.scalar(0));
  return fromDevice(() => {
    const norms = tensors.map((tensor) => vectorNorm(tensor.valuesIn(tensor.order), normType));
    return vectorNorm(tf.stack(norms), normType);
  });
}

function vectorNorm(values: tf.Tensor, normType: number): tf.Tensor {
  const magnitudes = tf.abs(values);
  if (normType === Infinity) return tf.max(magnitudes);
  if (normType === -Infinity) return tf.min(magnitudes);
  if (normType === 0) return tf.sum(tf.cast(tf.greater(magnitudes, 0), 'float32'));
  if (normType === 1) return tf.sum(magnitudes);
  if (normType === 2) return tf.sqrt(tf.sum(tf.square(values)));
  return tf.pow(tf.sum(tf.pow(magnitudes, normType)), 1 / normType);
}

function requireFinite(totalNorm: Tensor, normType: number): void {
  const [norm = NaN] = totalNorm.numpySync();
  if (Number.isFinite(norm)) return;
  throw new RuntimeError(
    `The total norm of order ${formatOrder(normType)} for gradients from \`parameters\` is non-finite, so it cannot be ` +
      'clipped. To disable this error and scale the gradients by the non-finite norm anyway, set `error_if_nonfinite=False`',
  );
}

/** As Python prints a float. */
function formatOrder(normType: number): string {
  if (!Number.isFinite(normType)) return normType > 0 ? 'inf' : '-inf';
  return Number.isInteger(normType) ? `${normType}.0` : String(normType);
}
