/** Runs in a page: golden cases on WebGPU, by the same code as the unit tests run them on WASM. */
import type { AdapterKind } from '../../../src/engine/webgpu/adapter-kind.ts';
import * as keras from '../../../src/keras/index.ts';
import { runFitCase } from '../../unit/keras/fit-case.ts';
import { runLayerCase } from '../../unit/keras/layer-case.ts';
import { runLossCase } from '../../unit/keras/loss-case.ts';
import { runMetricCase } from '../../unit/keras/metric-case.ts';
import { runModelCase } from '../../unit/keras/model-case.ts';
import { runOptimizerCase } from '../../unit/keras/optimizer-case.ts';
import { runTapeCase } from '../../unit/keras/tape-case.ts';
import { isCallCase, runCallCase } from '../../unit/support/golden-calls.ts';
import type { GoldenCase } from '../../unit/support/golden-cases.ts';
import { isProgramCase, runProgramCase } from '../../unit/support/golden-programs.ts';
import { startWebgpu } from '../support/start-webgpu.ts';
import type { Failure } from './failure.ts';
import { webgpuTolerance } from './tolerance.ts';

/** The files of tests/fixtures/keras whose cases compute on the device. */
const kerasRunners = {
  fit: runFitCase,
  layers: runLayerCase,
  losses: runLossCase,
  metrics: runMetricCase,
  models: runModelCase,
  optimizers: runOptimizerCase,
  tape: runTapeCase,
};

export type KerasArea = keyof typeof kerasRunners;

export async function runTorchCases(adapter: AdapterKind, cases: readonly GoldenCase[]): Promise<Failure[]> {
  return await run(adapter, cases, async (golden) => {
    if (isProgramCase(golden)) await runProgramCase(golden);
    else if (isCallCase(golden)) await runCallCase(golden);
    else throw new Error('There is no way to run this case.');
  });
}

export async function runKerasCases(
  adapter: AdapterKind,
  cases: readonly GoldenCase[],
  area: KerasArea,
): Promise<Failure[]> {
  // Metrics and layers are named in the order in which they are made.
  keras.utils.clearSession();
  const runCase: (golden: never) => Promise<void> = kerasRunners[area];
  return await run(adapter, cases, (golden) => runCase(golden as never));
}

async function run(
  adapter: AdapterKind,
  cases: readonly GoldenCase[],
  runCase: (golden: GoldenCase) => Promise<void>,
): Promise<Failure[]> {
  await startWebgpu(adapter);
  const failures: Failure[] = [];
  for (const golden of cases) {
    try {
      await runCase({ ...golden, tolerance: webgpuTolerance(golden) });
    } catch (error) {
      failures.push({ name: golden.name, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return failures;
}
