import type { BackendReport } from '../../src/training/protocol.ts';
import { backendLabels } from './backends.ts';

const MEGABYTE = 1_000_000;

/** Which backend a run has taken, and why. */
export function backendSentence({ backend, reason, adapter }: BackendReport): string {
  return `Runs on ${backendLabels[backend]}${adapter && ` (${adapter})`}. ${reason}`;
}

/** Bytes in megabytes, to one decimal. */
export function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
