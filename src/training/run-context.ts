import type { loadDataset } from '../datasets/load.ts';
import type { ActiveBackend } from '../engine/backend.ts';
import type { EngineReporter, EngineReporterOptions } from './engine-reporter.ts';
import type { Gate } from './gate.ts';
import type { BackendName, ChosenImage, DialectName, HeldData, TrainingReport } from './protocol.ts';
import type { TrainedNetworks } from './trained-networks.ts';
import type { Trainer } from './trainer.ts';

/** The tensor side of training, loaded when a run first needs it: previews do without. */
export interface TensorRuntime {
  readonly startBackend: (requested: BackendName | 'auto') => Promise<ActiveBackend>;
  readonly trainers: Readonly<Record<DialectName, Trainer>>;
  readonly countLiveTensors: () => number;
  readonly createEngineReporter: (options: EngineReporterOptions) => EngineReporter;
}

/** What the work of one run is done with. */
export interface RunContext {
  readonly runId: number;
  /** Where the run pauses and stops. */
  readonly gate: Gate;
  readonly report: (report: TrainingReport) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  readonly load: typeof loadDataset;
  readonly loadRuntime: () => Promise<TensorRuntime>;
  /** The reader's own data, where there is any. */
  readonly ownData: HeldData | null;
  /** The networks that the last training run left. */
  readonly trained: TrainedNetworks;
  /** The image in which somebody looks while the run trains, or null. */
  readonly watched: () => ChosenImage | null;
}
