/** A session of the worker under test: both dialects on WASM, and the committed data. */
import { memory } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { loadDataset } from '../../../src/datasets/load.ts';
import type { ActiveBackend, DeviceFailure } from '../../../src/engine/backend.ts';
import { EngineReporter } from '../../../src/training/engine-reporter.ts';
import { trainWithKeras } from '../../../src/training/keras-trainer.ts';
import type {
  DialectName,
  DialectResult,
  TrainingFailure,
  TrainingReport,
  TrainingSettings,
} from '../../../src/training/protocol.ts';
import type { TensorRuntime } from '../../../src/training/run-context.ts';
import { Session, type SessionEffects } from '../../../src/training/session.ts';
import { trainWithTorch } from '../../../src/training/torch-trainer.ts';
import { testSite, type Overrides } from '../datasets/site.ts';

/** WebAssembly, already started. */
export const wasm: ActiveBackend = {
  name: 'wasm',
  reason: 'It was asked for.',
  adapter: 'processor',
  failure: new Promise<DeviceFailure>(() => undefined),
};

/** The runtime of the worker, but for its backend, which is already there. */
export function runtime(backend = wasm): TensorRuntime {
  return {
    startBackend: () => Promise.resolve(backend),
    trainers: { keras: trainWithKeras, torch: trainWithTorch },
    countLiveTensors: () => memory().numTensors,
    createEngineReporter: (options) => new EngineReporter(options),
  };
}

export interface Stage {
  readonly session: Session;
  readonly reports: TrainingReport[];
  /** Trains as run 1, and returns the last report. */
  readonly train: (settings: TrainingSettings) => Promise<TrainingReport | undefined>;
}

/** A session with the committed data; `onReport` may answer a report with a request. */
export function stage(
  onReport: (report: TrainingReport, session: Session) => void = () => undefined,
  { overrides = {}, ...effects }: Partial<SessionEffects> & { readonly overrides?: Overrides } = {},
): Stage {
  const reports: TrainingReport[] = [];
  const { options } = testSite(overrides);
  let milliseconds = 0;
  const session: Session = new Session({
    report: (report) => {
      reports.push(report);
      onReport(report, session);
    },
    loadRuntime: () => Promise.resolve(runtime()),
    load: (name, counts, loading) => loadDataset(name, counts, { ...loading, ...options }),
    // Each look at the clock is a second later, so that no report of a batch is held back.
    now: () => (milliseconds += 1_000),
    ...effects,
  });
  return {
    session,
    reports,
    train: async (settings) => {
      await session.handle({ type: 'train', runId: 1, backend: 'wasm', settings });
      return reports.at(-1);
    },
  };
}

/** What a run told of a dialect at its end. */
export function resultOf(reports: readonly TrainingReport[], dialect: DialectName): DialectResult {
  const report = reports.find((report) => report.type === 'dialect' && report.dialect === dialect);
  if (report?.type !== 'dialect') expect.fail(`${dialect} has no result`);
  return report.result;
}

/** Why a run failed, from its last report. */
export function failureOf(report: TrainingReport | undefined): TrainingFailure {
  if (report?.type !== 'failed') expect.fail(`the last report is ${JSON.stringify(report)}`);
  return report.error;
}
