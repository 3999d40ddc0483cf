import { withDevicePair } from '../../engine/device-pair.ts';
import { computeOn } from '../compute.ts';
import type { PlacementRequest, TrainingReport } from '../protocol.ts';
import type { RunContext } from '../run-context.ts';
import { measurePlacement } from './measure-placement.ts';

/** Trains a model whose layers are on two devices, in both dialects, and reports what that took. */
export async function answerPlacement(
  { runId, backend, settings }: PlacementRequest,
  context: RunContext,
): Promise<TrainingReport> {
  const { gate, now, report } = context;
  const runtime = await context.loadRuntime();
  return await withDevicePair(backend, (pair, first) =>
    computeOn(first, context, runtime, async () => {
      for (const dialect of ['torch', 'keras'] as const) {
        const result = await measurePlacement(dialect, pair, settings, { signal: gate.signal, now });
        report({ type: 'placement', runId, dialect, result });
      }
    }),
  );
}
