import type { Tensor } from '@tensorflow/tfjs-core';
import type { Operation } from './operation-stream.ts';

/** What an operation sends to one of its inputs. */
export interface SentGradient {
  /** The operation's own name for the input. */
  readonly name: string;
  readonly gradient: Tensor;
}

/**
 * Is told of each operation that gradients go back through: those of its outputs, null for zeros, and what it sends on. The
 * tensors belong to the tape.
 */
export type BackpropagationObserver = (
  operation: Operation,
  outputGradients: readonly (Tensor | null)[],
  sent: readonly SentGradient[],
) => void;

let present: BackpropagationObserver | null = null;

/** A door for what shows how a tape works: runs `run`, and tells the observer how its gradients come about. */
export function observeBackpropagation<Result>(observer: BackpropagationObserver, run: () => Result): Result {
  const before = present;
  present = observer;
  try {
    return run();
  } finally {
    present = before;
  }
}

/** For the tape. */
export const tellBackpropagation: BackpropagationObserver = (...told) => present?.(...told);
