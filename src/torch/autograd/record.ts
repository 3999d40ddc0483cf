import type * as tf from '@tensorflow/tfjs-core';
import { Tensor, type AxisOrder } from '../tensor.ts';
import { isGradEnabled } from './grad-mode.ts';
import type { GradientNode } from './gradient-node.ts';

/** Wraps the output of an operation, and puts the operation on the tape when an input requires a gradient. */
export function record(
  values: tf.Tensor,
  order: AxisOrder | undefined,
  name: string,
  inputs: readonly Tensor[],
  backward: GradientNode['backward'],
): Tensor {
  const recorded = isGradEnabled() && inputs.some((input) => input.requiresGrad);
  return new Tensor(values, { ...(order && { order }), gradFn: recorded ? { name, inputs, backward } : null });
}
