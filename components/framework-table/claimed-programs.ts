import type { DialectName, ProofName } from '../../src/training/protocol.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';
import type { RowId } from './framework-row.ts';
import { frameworkRows } from './framework-rows.ts';
import { proofOf, proofs } from './proofs.ts';

/** One program of one proof, and what it has to print. */
export interface ClaimedProgram {
  readonly row: RowId;
  readonly proof: ProofName;
  readonly dialect: DialectName;
  /** Topic and framework. */
  readonly label: string;
  readonly claimed: readonly string[];
}

/** Every program of every proof, in the order of the rows. */
export const claimedPrograms: readonly ClaimedProgram[] = frameworkRows.flatMap(({ id, topic }) => {
  const proof = proofOf(id);
  if (!proof) return [];
  return (['torch', 'keras'] as const).flatMap((dialect) => {
    const claimed = proofs[proof].prints[dialect];
    return 'because' in claimed
      ? []
      : [{ row: id, proof, dialect, label: `${topic}, ${dialectLabels[dialect]}`, claimed }];
  });
});
