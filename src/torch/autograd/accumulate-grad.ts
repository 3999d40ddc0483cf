import * as tf from '@tensorflow/tfjs-core';
import { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { GradientNode } from './gradient-node.ts';

/** The end of the tape at a leaf: adds what arrives to the leaf's `grad`, where gradients of several calls add up. */
export class AccumulateGrad extends GradientNode {
  /** The leaf. */
  readonly variable: Tensor;

  constructor(variable: Tensor) {
    super('AccumulateGrad', [], [variable.shape], {}, ([gradient]) => {
      if (gradient) accumulate(variable, gradient);
      return [];
    });
    this.variable = variable;
  }
}

function accumulate(leaf: Tensor, gradient: Tensor): void {
  if (gradient.requiresGrad) {
    leaf.grad = (leaf.grad ? leaf.grad.add(gradient) : gradient).liveWith(leaf);
  } else if (leaf.grad) {
    leaf.grad.write(leaf.grad.detach().add(gradient));
  } else {
    leaf.grad = storedAs(leaf, gradient).liveWith(leaf);
  }
}

/** A copy that lies in memory as the leaf does, so that an optimizer updates both as they lie. */
function storedAs({ order }: Tensor, gradient: Tensor): Tensor {
  return new Tensor(
    Storage.fromDevice(
      tf.tidy(() => tf.clone(gradient.valuesIn(order))),
      order,
    ),
  );
}
