import { zerosLike } from '../operations/creation.ts';
import { scope } from '../scope.ts';
import type { Tensor } from '../tensor.ts';

/** How gradients are forgotten. */
export interface ZeroGradParameters {
  /** Whether there are none afterwards, and not zeros. */
  readonly setToNone?: boolean;
}

/** Forgets the gradient of a parameter, or makes it zeros. */
export function clearGradient(parameter: Tensor, setToNone: boolean): void {
  const { grad } = parameter;
  if (!grad) return;
  if (setToNone) parameter.grad = null;
  else scope(() => grad.write(zerosLike(grad)));
}
