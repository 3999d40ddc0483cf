import * as tf from '@tensorflow/tfjs-core';
import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { record } from '../../autograd/record.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { elementCount } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { classAxis, requireTargets, targetWeights } from './class-targets.ts';
import { requireReduction, type Reduction, type ReductionParameters, type Target } from './loss-reduction.ts';

export interface NllParameters extends ReductionParameters {
  /** Factor of the loss of each class, [classes]. */
  readonly weight?: Tensor | null;
  /** Class that counts as no target at all. */
  readonly ignoreIndex?: number;
}

/** What PyTorch ignores unless told: no class at all. */
const NO_CLASS = -100;

/**
 * Negative log-likelihood: minus the score of the right class, as torch.nn.functional.nll_loss.
 *
 * `input` log-probabilities [N, classes, ...] or [classes], `target` int64 [N, ...] or a scalar. The mean weighs each
 * target by the weight of its class; it is nan where no target counts.
 *
 * Call: `nllLoss(input, target, weight, { ignoreIndex = -100, reduction = 'mean' })`.
 *
 * @throws {IndexError} when a class is out of bounds; if only a GPU knows the target, the loss is 0 instead.
 * @throws {ValueError} when the batches differ.
 * @throws {RuntimeError} when the shapes do not fit, or the target holds no integers.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.nll_loss.html
 */
export function nllLoss(input: Tensor, ...values: Arguments<NllParameters & Target, ['target', 'weight']>): Tensor {
  const {
    target,
    weight = null,
    ignoreIndex = NO_CLASS,
    reduction = 'mean',
  } = bindRequired<NllParameters & Target>(['target', 'weight'], 1, values);
  requireReduction(reduction);
  requireTargets(input, target, weight, ignoreIndex);
  const options = { weight, ignoreIndex, reduction };
  if (input.ndim < 3) return asOneNode('NllLossBackward0', input, target, options);
  if (input.ndim === 4) return asOneNode('NllLoss2DBackward0', input, target, options);
  // PyTorch sees other numbers of axes as images of one row.
  const [batch = 0, classes = 0, ...places] = input.shape;
  const count = elementCount(places);
  const images = input.reshape([batch, classes, 1, count]);
  const loss = asOneNode('NllLoss2DBackward0', images, target.reshape([batch, 1, count]), options);
  return reduction === 'none' ? loss.reshape(target.shape) : loss;
}

/** Gradient of the mean negative log-likelihood without weights from what it saved, so that it can be differentiated. */
export function meanNllGradient(
  gradient: Tensor,
  saved: { readonly self: Tensor; readonly target: Tensor; readonly totalWeight: Tensor },
): Tensor {
  return targetWeights(saved.self, saved.target, null, NO_CLASS).mul(gradient.div(saved.totalWeight)).neg();
}

interface NllOptions {
  readonly weight: Tensor | null;
  readonly ignoreIndex: number;
  readonly reduction: Reduction;
}

function asOneNode(
  name: string,
  input: Tensor,
  target: Tensor,
  { weight, ignoreIndex, reduction }: NllOptions,
): Tensor {
  const axis = classAxis(input);
  const factors = targetWeights(input, target, weight, ignoreIndex);
  const totalWeight = factors.sum();
  const result = fromDevice(() => {
    // What is no target must not count at all, also where it is infinite.
    const chosen = tf.where(tf.notEqual(factors.values, 0), input.values, tf.zerosLike(factors.values));
    const losses = tf.neg(tf.sum(tf.mul(chosen, factors.values), axis));
    if (reduction === 'none') return losses;
    return reduction === 'sum' ? tf.sum(losses) : tf.div(tf.sum(losses), totalWeight.values);
  });
  factors.dispose();
  return record(result, {
    name,
    inputs: [input],
    saved: { self: input, target, totalWeight, ...(weight && { weight }) },
    backward: (gradient, saved) => {
      const ofEach = reduction === 'mean' ? gradient.div(saved.totalWeight) : gradient;
      const ofTargets = reduction === 'none' ? ofEach.unsqueeze(axis) : ofEach;
      return [targetWeights(saved.self, saved.target, weight, ignoreIndex).mul(ofTargets).neg()];
    },
  });
}
