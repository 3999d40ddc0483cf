import type { FailureKind, TrainingFailure } from './protocol.ts';

/** A failure that the reader is told: what kind, the fact, and the way on. */
export class TrainingError extends Error {
  readonly kind: FailureKind;
  readonly fix: string;

  constructor({ kind, message, fix }: TrainingFailure) {
    super(message);
    this.name = 'TrainingError';
    this.kind = kind;
    this.fix = fix;
  }
}
