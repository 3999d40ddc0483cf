import * as tf from '@tensorflow/tfjs-core';
import { asCaller } from '../memory.ts';
import { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { GradientNode } from './gradient-node.ts';

/** Looks at a leaf whose `grad` has got its share of a backward. */
export type PostAccumulateGradHook = (leaf: Tensor) => void;

/** The end of the tape at a leaf: adds what arrives to the leaf's `grad`, where gradients of several calls add up. */
export class AccumulateGrad extends GradientNode {
  /** The leaf. */
  readonly variable: Tensor;
  /** Run after each addition, in their order. */
  readonly postHooks = new Set<PostAccumulateGradHook>();

  constructor(variable: Tensor) {
    super('AccumulateGrad', [], [variable.shape], {}, ([gradient]) => {
      if (!gradient) return [];
      accumulateGrad(variable, gradient);
      asCaller([], () => {
        for (const hook of this.postHooks) hook(variable);
      });
      return [];
    });
    this.variable = variable;
  }
}

/** Adds a gradient to that of `tensor`. */
export function accumulateGrad(tensor: Tensor, gradient: Tensor): void {
  if (gradient.requiresGrad) {
    tensor.grad = (tensor.grad ? tensor.grad.add(gradient) : gradient).liveWith(tensor);
  } else if (tensor.grad) {
    tensor.grad.write(tensor.grad.detach().add(gradient));
  } else {
    tensor.grad = storedAs(tensor, gradient).liveWith(tensor);
  }
}

/** A copy that lies in memory as the tensor does, so that an optimizer updates both as they lie. */
function storedAs({ order }: Tensor, gradient: Tensor): Tensor {
  return new Tensor(
    Storage.fromDevice(
      tf.tidy(() => tf.clone(gradient.valuesIn(order))),
      order,
    ),
  );
}
