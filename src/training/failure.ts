import { DatasetError } from '../datasets/dataset-error.ts';
import { BackendError, DeviceMemoryError } from '../engine/errors.ts';
import { WeightsError } from '../weights/weights-error.ts';
import type { TrainingFailure } from './protocol.ts';
import { TrainingError } from './training-error.ts';

/** What the reader is told of anything that was thrown in a run. */
export function toFailure(error: unknown): TrainingFailure {
  if (error instanceof TrainingError) {
    const { kind, message, fix } = error;
    return { kind, message, fix };
  }
  if (error instanceof BackendError) {
    const kind = error instanceof DeviceMemoryError ? 'outOfMemory' : 'backend';
    return { kind, message: error.message, fix: error.fix };
  }
  if (error instanceof WeightsError) return { kind: 'settings', message: error.message, fix: error.fix };
  if (error instanceof DatasetError) return { kind: 'data', message: error.message, fix: error.fix };
  const message = error instanceof Error ? error.message : String(error);
  if (/out of memory|allocation failed|cannot enlarge memory|invalid typed array length/i.test(message)) {
    return {
      kind: 'outOfMemory',
      message: `There is not enough memory for this run: ${message}`,
      fix: 'Use a smaller batch, fewer filters or fewer images.',
    };
  }
  return {
    kind: 'internal',
    message: `Training stopped on an unexpected error: ${message}`,
    fix: 'Press Run to try again. If it stays, please report it with these settings (the Share link holds them).',
  };
}
