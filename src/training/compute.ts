import type { ActiveBackend } from '../engine/backend.ts';
import { explain, throwDeviceFailure } from './device-failure.ts';
import type { BackendName, FinishedReport } from './protocol.ts';
import type { RunContext, TensorRuntime } from './run-context.ts';

/**
 * Starts a backend and does a run's work on it.
 *
 * @throws {BackendError} when the backend cannot be had.
 * @throws what the work throws, told apart from a failure of the device.
 */
export async function compute(
  context: RunContext,
  requested: BackendName | 'auto',
  work: (runtime: TensorRuntime) => Promise<void>,
): Promise<FinishedReport> {
  const runtime = await context.loadRuntime();
  return await computeOn(await runtime.startBackend(requested), context, runtime, work);
}

/**
 * Does work on a backend, unless the device fails, and tells how many tensors it left. However it ends, what the backend
 * kept for later tensors is given back.
 */
export async function computeOn(
  { name, reason, adapter, failure, releaseMemory }: ActiveBackend,
  { runId, report }: RunContext,
  runtime: TensorRuntime,
  work: (runtime: TensorRuntime) => Promise<void>,
): Promise<FinishedReport> {
  report({ type: 'backend', runId, backend: name, reason, adapter });
  const tensorsBefore = runtime.countLiveTensors();
  const deviceFailure = failure.then(throwDeviceFailure);
  const done = work(runtime);
  const explained = name === 'wasm' ? done : done.catch((error: unknown) => explain(error, deviceFailure));
  try {
    await Promise.race([explained, deviceFailure]);
  } finally {
    releaseMemory?.();
  }
  return { type: 'finished', runId, leakedTensors: runtime.countLiveTensors() - tensorsBefore };
}
