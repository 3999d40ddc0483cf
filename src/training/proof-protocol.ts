/** What the page and the worker say to each other of proofs. */
import type { BackendName, DialectName } from './protocol.ts';

/** Rows of the comparison that a program of a few lines can prove in a browser. */
export const proofNames = [
  'graphs',
  'autograd',
  'mutability',
  'dtypes',
  'image-layout',
  'dense-init',
  'conv-init',
  'batch-norm',
  'cross-entropy',
  'padding',
  'shapes',
  'parameters',
  'dropout',
  'optimizers',
  'loop',
  'schedules',
] as const;

export type ProofName = (typeof proofNames)[number];

/** Asks for proofs: the programs of each run in both frameworks, one after the other. */
export interface ProofRequest {
  readonly type: 'prove';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly proofs: readonly ProofName[];
}

/** What one framework's program of a proof printed. */
export interface ProofReport {
  readonly type: 'proof';
  readonly runId: number;
  readonly proof: ProofName;
  readonly dialect: DialectName;
  readonly printed: readonly string[];
}
