import type { DeviceFailure } from '../engine/backend.ts';
import { BackendError } from '../engine/errors.ts';
import { DatasetError } from '../datasets/dataset-error.ts';
import { StopSignal } from './stop-signal.ts';
import { TrainingError } from './training-error.ts';

/** How long a failing device may take to say so after a first error: it may be busy compiling shaders. */
const PATIENCE_MILLISECONDS = 5_000;
/** The same after an error of the browser's own interface: a read that it breaks off is nearly always a lost device's. */
const PATIENCE_AFTER_BROKEN_READ_MILLISECONDS = 30_000;

const ownErrors = [StopSignal, TrainingError, DatasetError, BackendError] as const;

/**
 * Throws the device's failure in place of an error that it caused: a lost device shows first as a read that fails, and
 * says that it was lost a moment later. Errors of the run's own are thrown as they are.
 */
export async function explain(error: unknown, deviceFailure: Promise<never>): Promise<never> {
  if (!ownErrors.some((kind) => error instanceof kind)) {
    const isBrokenRead = error instanceof DOMException;
    const patience = isBrokenRead ? PATIENCE_AFTER_BROKEN_READ_MILLISECONDS : PATIENCE_MILLISECONDS;
    await Promise.race([deviceFailure, new Promise<void>((resolve) => setTimeout(resolve, patience))]);
  }
  throw error;
}

/** @throws {TrainingError} that tells the reader what became of the device. */
export function throwDeviceFailure({ kind, message }: DeviceFailure): never {
  switch (kind) {
    case 'deviceLost':
      throw new TrainingError({
        kind,
        message: `The GPU device was lost (${message || 'the browser gives no reason'}).`,
        fix: 'Press Run to start again on a new device, or choose WebAssembly.',
      });
    case 'outOfMemory':
      throw new TrainingError({
        kind,
        message: 'The GPU has no memory left for this run.',
        fix: 'Use a smaller batch or fewer filters, or choose WebAssembly.',
      });
    case 'invalidCommand':
      throw new TrainingError({
        kind: 'internal',
        message: `The GPU refused a command: ${message}`,
        fix: 'Choose WebAssembly for now, and please report this with the name of your browser and GPU.',
      });
  }
}
