import type { Tensor } from '../tensor.ts';

/** An operation on the tape: who its inputs were, and how a gradient goes back through it. */
export interface GradientNode {
  /** PyTorch's name, such as `ReluBackward0`. */
  readonly name: string;
  readonly inputs: readonly Tensor[];
  /**
   * Gradients of the inputs from the gradient of the output, in the order of `inputs`. Null for an input that needs
   * none; `needed` says which do, so that nothing is computed in vain.
   */
  readonly backward: (gradient: Tensor, needed: readonly boolean[]) => readonly (Tensor | null)[];
}
