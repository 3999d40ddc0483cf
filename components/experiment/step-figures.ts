import type { StepCounts } from '../../src/training/protocol.ts';

/** What is known of a training step; null where it was not measured. */
export interface StepFigures {
  readonly milliseconds: number | null;
  readonly counts: StepCounts | null;
}

export interface StepRow {
  readonly name: 'milliseconds' | keyof StepCounts;
  readonly label: string;
  /** What the figure counts, for a reader who has never programmed a GPU. */
  readonly gloss: string;
}

/** Rows of the table of a training step, in its order. */
export const stepRows: readonly StepRow[] = [
  { name: 'milliseconds', label: 'Time', gloss: 'for a whole step' },
  { name: 'dispatches', label: 'Dispatches', gloss: 'kernels started' },
  { name: 'passes', label: 'Passes', gloss: 'groups of dispatches' },
  { name: 'submits', label: 'Submits', gloss: 'command lists sent' },
  { name: 'buffersCreated', label: 'Buffers created', gloss: 'memory for tensors' },
  { name: 'bindGroupsCreated', label: 'Bind groups created', gloss: 'arguments of kernels' },
  { name: 'bytesWritten', label: 'Written', gloss: 'data sent to the GPU' },
  { name: 'reads', label: 'Reads', gloss: 'results waited for' },
];

/** A figure of the table as text; a dash where it was not measured. */
export function stepFigureText(name: StepRow['name'], { milliseconds, counts }: StepFigures): string {
  if (name === 'milliseconds') return milliseconds === null ? '–' : `${millisecondsText(milliseconds)} ms`;
  if (!counts) return '–';
  return name === 'bytesWritten' ? bytesText(counts.bytesWritten) : counts[name].toLocaleString('en');
}

/** Three digits, or as many as the whole number has. */
export function millisecondsText(milliseconds: number): string {
  const digits = milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0;
  return milliseconds.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
