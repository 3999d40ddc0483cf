import type * as tf from '@tensorflow/tfjs-core';
import type * as torch from '../../torch/index.ts';

/** What a listing can print. Tensors are read when the program is over. */
export type Printable = torch.Tensor | tf.Tensor | number | string | boolean | null | readonly Printable[];

/** Prints one line, as Python's print. */
export type Print = (...values: readonly Printable[]) => void;

/** Something of the program's that no scope frees. */
export interface Disposable {
  dispose(): unknown;
}

/**
 * A short program of one framework that shows what a row of the comparison claims. What stands before its last `return` is
 * the listing that readers see; what it returns is freed.
 */
export type ProofProgram = (print: Print) => readonly Disposable[];

/** Both programs of a row. A framework whose part cannot be shown in a browser has none. */
export interface ProofPrograms {
  readonly torchProgram?: ProofProgram;
  readonly kerasProgram?: ProofProgram;
}
