import type { TrainingReport } from '../../src/training/protocol.ts';

const stepReports: ReadonlySet<TrainingReport['type']> = new Set([
  'batch',
  'raced',
  'timed-step',
  'mistake-message',
  'mistake-steps',
  'speed',
] as const);

/** Whether a report is the end of what one press of Step does. */
export function endsStep({ type }: TrainingReport): boolean {
  return stepReports.has(type);
}
