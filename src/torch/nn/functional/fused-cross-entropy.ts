/** The mean cross-entropy of class indices by one kernel, behind the two nodes that PyTorch has for it. */
import * as tf from '@tensorflow/tfjs-core';
import { hasSoftmaxCrossEntropy, nllLossGradient, softmaxCrossEntropy } from '../../../engine/softmax-cross-entropy.ts';
import { isGradEnabled } from '../../autograd/grad-mode.ts';
import { record } from '../../autograd/record.ts';
import { mul } from '../../operations/arithmetic.ts';
import { fromDevice } from '../../operations/elementwise.ts';
import { logSoftmaxGradient } from '../../operations/log-softmax-gradient.ts';
import { Storage } from '../../storage.ts';
import { Tensor } from '../../tensor.ts';
import { meanNllGradient } from './nll-loss.ts';

/** The gradients that the node of the likelihoods made by a kernel, and from what. */
const upstreams = new WeakMap<Tensor, Tensor>();

/** Whether the kernel is here, for these logits. */
export function canFuseCrossEntropy(input: Tensor): boolean {
  return input.dtype === 'float32' && hasSoftmaxCrossEntropy(input.shape);
}

/**
 * The mean of the cross-entropies of the targets that are classes: input [N, classes], target int64 [N].
 *
 * The kernel gives the gradient along with the loss. The node of the softmax takes it where what arrives is the gradient
 * of the likelihoods as their node made it; else, as for a gradient of a gradient, it is computed from what arrives.
 */
export function fusedCrossEntropy(input: Tensor, target: Tensor): Tensor {
  const [loss, gradient, result, totalWeight] = outputsOf(input, target);
  record(result, {
    name: 'LogSoftmaxBackward0',
    inputs: [input],
    saved: { result },
    backward: (arrived, saved) => {
      const upstream = upstreamOf(arrived);
      return [upstream ? mul(gradient, upstream) : logSoftmaxGradient(arrived, saved.result, 1)];
    },
  });
  record(loss, {
    name: 'NllLossBackward0',
    inputs: [result],
    saved: { self: result, target, totalWeight },
    backward: (upstream, saved) => [
      isGradEnabled() ? meanNllGradient(upstream, saved) : gradientOfLikelihoods(upstream, saved),
    ],
  });
  if (!loss.requiresGrad) [gradient, result, totalWeight].forEach((each) => each.dispose());
  return loss;
}

function outputsOf(input: Tensor, target: Tensor): readonly [Tensor, Tensor, Tensor, Tensor] {
  const { loss, gradient, logProbabilities, count } = tf.tidy(() => ({
    ...softmaxCrossEntropy(input.values as tf.Tensor2D, target.values as tf.Tensor1D, 'targets'),
  }));
  const owned = (values: tf.Tensor) => new Tensor(Storage.fromDevice(values));
  return [owned(loss), owned(gradient), owned(logProbabilities), owned(count)];
}

interface Saved {
  readonly self: Tensor;
  readonly target: Tensor;
  readonly totalWeight: Tensor;
}

function gradientOfLikelihoods(upstream: Tensor, { self, target, totalWeight }: Saved): Tensor {
  const [labels, count] = [target.values as tf.Tensor1D, totalWeight.values as tf.Scalar];
  const [, classes = 0] = self.shape;
  const gradient = fromDevice(() => nllLossGradient(upstream.values as tf.Scalar, labels, count, classes));
  upstreams.set(gradient, upstream);
  return gradient;
}

/** A hook may have put another gradient in the place of the one that was made, or changed that one. */
function upstreamOf(arrived: Tensor): Tensor | undefined {
  return isGradEnabled() || arrived.storage.version > 0 ? undefined : upstreams.get(arrived);
}
