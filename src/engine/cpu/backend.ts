import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { BackendError } from '../errors.ts';

/**
 * Starts the backend of tfjs in plain JavaScript. It is many times slower than the others and needs nothing of the
 * browser: a second device where there is no other, and never what a network trains on.
 *
 * @throws {BackendError} when it does not start.
 */
export async function startCpuBackend(): Promise<void> {
  if (await setBackend('cpu')) return;
  throw new BackendError('The JavaScript backend could not be started.', 'Reload the page.');
}
