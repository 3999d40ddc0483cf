import type { Tensor } from '../../tensor.ts';
import type { Reduction } from '../functional/loss-reduction.ts';
import { Module } from '../module.ts';

/** Base of the losses: a module without parameters that compares two tensors or more. */
export abstract class Loss extends Module {
  /** What becomes of the losses of the elements. */
  readonly reduction: Reduction;

  constructor(reduction: Reduction = 'mean') {
    super();
    this.reduction = reduction;
  }
}

/** Base of the losses whose parts weigh differently. The weight is a buffer, which the state dict has. */
export abstract class WeightedLoss extends Loss {
  declare readonly weight: Tensor | null;

  constructor(weight: Tensor | null = null, reduction?: Reduction) {
    super(reduction);
    this.registerBuffer('weight', weight);
  }
}
