import type { BackendReport, LoadingReport } from '../../src/training/protocol.ts';
import { backendLabels } from './backends.ts';

const MEGABYTE = 1_000_000;

/** Which backend a run has taken, and why. */
export function backendSentence({ backend, reason, adapter }: BackendReport): string {
  return `Runs on ${backendLabels[backend]}${adapter && ` (${adapter})`}. ${reason}`;
}

/** How much of the data has come. */
export function loadingText(report: LoadingReport): string {
  return `Data: ${bytesText(report)}`;
}

/** How much has come of what is loaded. */
export function bytesText({ loadedBytes, totalBytes }: Pick<LoadingReport, 'loadedBytes' | 'totalBytes'>): string {
  return `${megabytes(loadedBytes)} of ${megabytes(totalBytes)} MB`;
}

/** Bytes in megabytes, to one decimal. */
function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
