import type { DialectName, FrameworkMessage } from '../../src/training/protocol.ts';

/** What a reader is told of a mistake, whether it runs or not. */
export interface MistakeText {
  /** Whose lines are shown and run. */
  readonly voice: DialectName;
  /** The mistake in a few words. */
  readonly label: string;
  /** What goes wrong, and why: two or three sentences. */
  readonly why: string;
  readonly outcome: ToldOutcome | SilentOutcome;
}

/** The framework says something. */
interface ToldOutcome {
  readonly kind: 'told';
  /** As the real framework says it; a test holds it against what the judges heard. */
  readonly says: FrameworkMessage;
}

/** The framework is silent: two curves tell the sides apart. */
interface SilentOutcome {
  readonly kind: 'silent';
  /** What the curve shows of each step, as the result names it: `loss` gives `wrongLoss` and `rightLoss`. */
  readonly curve: string;
  /** What to look for, in words. */
  readonly shows: string;
}
