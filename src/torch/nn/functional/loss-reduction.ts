/** What becomes of the losses of single elements. */
import { ValueError } from '../../errors.ts';
import { formatShape, sameShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { warn } from '../../warnings.ts';
import { broadcastTensors } from '../../operations/broadcasting.ts';

/** What a loss compares its input with. */
export interface Target {
  readonly target: Tensor;
}

/** Their mean, their sum, or nothing. */
export type Reduction = 'mean' | 'sum' | 'none';

export interface ReductionParameters {
  readonly reduction?: Reduction;
}

/**
 * Losses reduced to one, or as they are.
 *
 * @throws {ValueError} for another reduction.
 */
export function reduceLosses(losses: Tensor, reduction: Reduction): Tensor {
  requireReduction(reduction);
  if (reduction === 'mean') return losses.mean();
  return reduction === 'sum' ? losses.sum() : losses;
}

/** `reduceLosses` of losses that weigh differently: the mean is the sum over the sum of the weights. */
export function reduceWeighted(losses: Tensor, weight: Tensor, reduction: Reduction): Tensor {
  const weighted = losses.mul(weight);
  return reduction === 'mean' ? weighted.sum().div(weight.sum()) : reduceLosses(weighted, reduction);
}

/** Losses that are computed without a history, reduced; they are freed unless they are the result. */
export function reduceAndFree(losses: Tensor, reduction: Reduction): Tensor {
  const result = reduceLosses(losses, reduction);
  if (result !== losses) losses.dispose();
  return result;
}

/** The gradient of each of `count` losses, from that of the reduced one. */
export function gradientOfEach(gradient: Tensor, reduction: Reduction, count: number): Tensor {
  return reduction === 'mean' ? gradient.div(count) : gradient;
}

/** @throws {ValueError} when it is none of the three. */
export function requireReduction(reduction: string): void {
  if (!['mean', 'sum', 'none'].includes(reduction)) {
    throw new ValueError(`${reduction} is not a valid value for reduction: use 'mean', 'sum' or 'none'.`);
  }
}

/** Both in the shape to which they broadcast, with a warning where the shapes differ: hardly anyone means that. */
export function inCommonShape(input: Tensor, target: Tensor): readonly [input: Tensor, target: Tensor] {
  if (sameShape(input.shape, target.shape)) return [input, target];
  warn(
    `Using a target size (${sizeOf(target)}) that is different to the input size (${sizeOf(input)}). This will likely ` +
      'lead to incorrect results due to broadcasting. Please ensure they have the same size.',
  );
  const [wideInput = input, wideTarget = target] = broadcastTensors(input, target);
  return [wideInput, wideTarget];
}

/** A shape as PyTorch prints it in messages. */
export function sizeOf({ shape }: Tensor): string {
  return `torch.Size(${formatShape(shape)})`;
}
