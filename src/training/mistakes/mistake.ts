import type * as tf from '@tensorflow/tfjs-core';
import type { MistakeSettings, MistakeSide } from '../mistake-protocol.ts';
import type { DialectName } from '../protocol.ts';

/** A training of one side, step by step. */
export interface SideTraining {
  /** Does one step. The caller frees the number that it returns: what the curve shows of this step. */
  readonly step: () => tf.Tensor | Promise<tf.Tensor>;
  /** What is measured once, after the last step. */
  readonly figures: () => Promise<Readonly<Record<string, number>>>;
  readonly dispose: () => void;
}

/** A mistake that the framework tells: it raises, or warns. */
export interface ToldMistake {
  readonly kind: 'told';
  /** Runs one side's lines. What they make is freed by the caller. */
  readonly run: (side: MistakeSide) => void;
}

/** A mistake of which no framework says a word: both sides train, and one of them badly. */
export interface SilentMistake {
  readonly kind: 'silent';
  readonly begin: (side: MistakeSide, settings: MistakeSettings) => SideTraining | Promise<SideTraining>;
}

/** As told, by two programs of the language of tensor expressions, which has Python's own item assignment. */
export interface EvaluatedMistake {
  readonly kind: 'evaluated';
  readonly dialect: DialectName;
  readonly programs: Readonly<Record<MistakeSide, string>>;
}

export type Mistake = ToldMistake | EvaluatedMistake | SilentMistake;
