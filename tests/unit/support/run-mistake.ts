import { MistakeRecord } from '../../../components/mistake/mistake-record.ts';
import type { MistakeName } from '../../../src/training/mistake-protocol.ts';
import { Gate } from '../../../src/training/gate.ts';
import { runMistake } from '../../../src/training/mistakes/run-mistake.ts';

/** Both sides of a mistake, from start to end. */
export async function mistakeRun(mistake: MistakeName, steps = 100, seed = 42): Promise<MistakeRecord> {
  const record = new MistakeRecord();
  const settings = { mistake, steps, seed };
  await runMistake(
    { type: 'mistake', runId: 1, backend: 'wasm', settings },
    { gate: new Gate(() => undefined), now: () => performance.now(), report: (report) => record.take(report) },
  );
  return record;
}
