import { changeInPlace } from '../../operations/in-place.ts';
import type { Tensor } from '../../tensor.ts';
import { Module } from '../module.ts';

/** What every activation that can work in place takes. */
export interface InPlaceParameters {
  /** Whether the input itself is changed, to save memory. */
  readonly inplace?: boolean;
}

/** An activation function as a module; with `inplace` it changes its input. */
export abstract class Activation extends Module {
  readonly inplace: boolean;

  constructor(inplace = false) {
    super();
    this.inplace = inplace;
  }

  protected abstract activate(x: Tensor): Tensor;

  override forward(x: Tensor): Tensor {
    return this.inplace ? changeInPlace(x, (before) => this.activate(before)) : this.activate(x);
  }

  override extraRepr(): string {
    return [...this.shown(), ...(this.inplace ? ['inplace=True'] : [])].join(', ');
  }

  /** What is printed in front of `inplace`. */
  protected shown(): readonly string[] {
    return [];
  }
}
