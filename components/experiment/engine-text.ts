import type { EngineReport, ExecutionName } from '../../src/training/protocol.ts';
import { executionLabels } from './execution.ts';
import { millisecondsText } from './step-figures.ts';

/** The first steps of a graph run are eager, because they are what is recorded. */
export function isRecording({ execution, reason }: EngineReport, asked: ExecutionName): boolean {
  return asked === 'graph' && execution === 'eager' && reason === null;
}

/** The engine in one line, for the closed panel. */
export function engineSummary({ execution, stepMilliseconds, step }: EngineReport): string {
  const parts = [executionLabels[execution], `${millisecondsText(stepMilliseconds)} ms a step`];
  if (step) parts.push(`${step.dispatches.toLocaleString('en')} ${step.dispatches === 1 ? 'dispatch' : 'dispatches'}`);
  return parts.join(' · ');
}

/** Why steps run as they do, in a sentence or two. */
export function executionReason(report: EngineReport, asked: ExecutionName): string {
  const { execution, reason, plans } = report;
  if (execution === 'graph') {
    return `Each step replays ${plans === 1 ? 'one recorded command list' : `one of ${plans} recorded command lists`}.`;
  }
  if (isRecording(report, asked)) return 'A step is being recorded: it runs operation by operation until then.';
  return reason ?? 'As you asked: each operation goes to the device by itself.';
}

const TIMED = 'Kernels were timed on the GPU in a few steps, one after the other: together they are faster.';
const UNTIMED = 'This adapter does not time single kernels, or the run was too short: those called most come first.';

/** How kernels were timed, what the figures lack, and which kernels have been replaced. */
export function engineNotes({ step, kernels, fallbacks }: EngineReport): readonly string[] {
  const hasKernels = step !== null && kernels.length > 0;
  const isTimed = kernels.some(({ milliseconds }) => milliseconds !== null);
  return [
    ...(step ? [] : ['Commands are counted on WebGPU alone: this backend has none.']),
    ...(hasKernels ? [isTimed ? TIMED : UNTIMED] : []),
    ...fallbacks,
  ];
}

/** Why no kernels are listed. */
export function noKernelsText(report: EngineReport | null): string {
  if (!report) return 'The kernels of a step appear here.';
  if (!report.step) return 'This backend does not tell its kernels.';
  return 'Kernels are told of a recorded step.';
}
