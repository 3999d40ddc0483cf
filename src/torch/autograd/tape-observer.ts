/** A door into the tape for what shows how it works. It is no part of torch, and changes nothing of what is computed. */
import { asCaller } from '../memory.ts';
import type { Tensor } from '../tensor.ts';
import type { GradientNode } from './gradient-node.ts';

/** Looks at the tape as it is written and as it runs backward. What it makes belongs to the scope of who observes. */
export interface TapeObserver {
  /** An operation was put on the tape; null stands for an input that is a number. */
  recorded(node: GradientNode, inputs: readonly (Tensor | null)[], outputs: readonly Tensor[]): void;
  /** A node is about to run backward, with the whole gradient of each of its outputs; null is zeros. */
  arrived(node: GradientNode, gradients: readonly (Tensor | null)[]): void;
  /** It has run, and sends these along its `nextFunctions`; its saved tensors are still there. */
  sent(node: GradientNode, gradients: readonly (Tensor | null)[]): void;
}

let present: TapeObserver | null = null;

/** Runs `compute`, which must not be asynchronous, and tells the observer what happens on the tape. */
export function observeTape<Result>(observer: TapeObserver, compute: () => Result): Result {
  return withObserver(observer, compute);
}

/** For the tape: tells the observer, if there is one. What the observer computes itself is not told. */
export function tellObserver(tell: (observer: TapeObserver) => void): void {
  const observer = present;
  if (observer) withObserver(null, () => asCaller([], () => tell(observer)));
}

function withObserver<Result>(observer: TapeObserver | null, compute: () => Result): Result {
  const before = present;
  present = observer;
  try {
    return compute();
  } finally {
    present = before;
  }
}
