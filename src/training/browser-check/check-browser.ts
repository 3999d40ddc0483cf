import { probeBackends } from '../../engine/backend.ts';
import { describeAdapter } from '../../engine/webgpu/describe-adapter.ts';
import type { BrowserCheckRequest, MeasuredOperation } from '../browser-check-protocol.ts';
import type { RunContext } from '../run-context.ts';
import { measureSpeed } from './measure-speed.ts';

/**
 * Tells what there is to compute on, and measures matrix products and a convolution on the backend that runs. Reports
 * each as soon as it is known.
 *
 * @throws {StopSignal} when the run was stopped.
 */
export async function checkBrowser(
  { runId, settings }: BrowserCheckRequest,
  { gate, report, now }: Pick<RunContext, 'gate' | 'report' | 'now'>,
): Promise<void> {
  const [found, adapter] = await Promise.all([probeBackends(), describeAdapter()]);
  const backends = found.map(([backend, probe]) =>
    'missing' in probe
      ? { backend, missing: probe.missing }
      : { backend, adapter: probe.adapter, isHardware: probe.hardware },
  );
  report({ type: 'browser', runId, backends, adapter, cores: navigator.hardwareConcurrency });
  const operations: readonly MeasuredOperation[] = [
    ...settings.matrixSizes.map((size) => ({ kind: 'matrix-product', size }) as const),
    { kind: 'convolution', images: settings.images },
  ];
  await gate.passBeforeTraining();
  for (const [index, operation] of operations.entries()) {
    if (index > 0) await gate.pass();
    const { leastMilliseconds } = settings;
    report({
      type: 'speed',
      runId,
      speed: await measureSpeed(operation, { leastMilliseconds, now, signal: gate.signal }),
    });
  }
}
