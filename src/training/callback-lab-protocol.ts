/** What the page and the worker say to each other of schedules and callbacks. */
import type { CallbackSettings } from '../schedules/callbacks.ts';
import type { ScheduleSettings } from '../schedules/catalogue.ts';
import type { BackendName, DialectName, TrainingSettings } from './protocol.ts';

/** Everything that decides a run of the lab. */
export interface LabSettings {
  readonly training: TrainingSettings;
  /** Null: one learning rate throughout. */
  readonly torchSchedule: ScheduleSettings | null;
  readonly kerasSchedule: ScheduleSettings | null;
  /** Where PyTorch's loop calls `scheduler.step()`. */
  readonly stepAfter: 'epoch' | 'batch';
  /** Whether the loop calls the scheduler before the optimizer: a mistake, of which PyTorch warns. */
  readonly schedulerFirst: boolean;
  readonly callbacks: CallbackSettings;
}

/** Asks for the learning rates of a run ahead of it. */
export interface DrawSchedulesRequest {
  readonly type: 'draw-schedules';
  readonly runId: number;
  readonly settings: LabSettings;
}

/** Asks for a run with schedulers and callbacks. */
export interface LabRequest {
  readonly type: 'lab';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly settings: LabSettings;
}

/** Asks for the losses of a few steps with ever larger learning rates. */
export interface FindRateRequest {
  readonly type: 'find-rate';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly settings: TrainingSettings;
}

/** The learning rates of a schedule, computed by the real class without any training. */
export interface DrawnSchedule {
  /** The rate of each training step, up to the one before which the class raises an error. */
  readonly rates: readonly number[];
  /** The rates of the same scheduler stepped where and when it is meant to be; null where that is as `rates`. */
  readonly intended: readonly number[] | null;
  /** Whether the rates depend on what the run measures, so that the drawing is only a beginning. */
  readonly awaitsRun: boolean;
  /** What the class raised or refused, as Python would print it; null where nothing. */
  readonly error: string | null;
  readonly warnings: readonly string[];
}

export interface SchedulesReport {
  readonly type: 'schedules';
  readonly runId: number;
  readonly schedules: Readonly<Record<DialectName, DrawnSchedule>>;
}

/**
 * - `set`: a learning rate was set or reduced. `waited`: a figure was no better. `saved`, `kept`: by a checkpoint.
 * - `raised`: an expression of the reader's raised an exception; the mark is the parameter that holds it.
 */
export type LabAction =
  'set' | 'reduced' | 'waited' | 'stopped' | 'restored' | 'saved' | 'kept' | 'fired' | 'printed' | 'warned' | 'raised';

/** Something that a scheduler or callback did. */
export interface LabEvent {
  /** Who did it, such as `EarlyStopping`. */
  readonly source: string;
  readonly action: LabAction;
  /** Counted from 1. */
  readonly epoch: number;
  /** A few characters for the cell of a table. */
  readonly mark: string;
  /** What it did, in its framework's own words where it prints some. */
  readonly text: string;
  /** The figure that it looked at, such as "val_loss 0.5123"; '' where there is none. */
  readonly value: string;
}

/** What happened since the last of these reports. */
export interface LabReport {
  readonly type: 'lab';
  readonly runId: number;
  readonly dialect: DialectName;
  /** The learning rates of the steps since. */
  readonly rates: readonly number[];
  readonly events: readonly LabEvent[];
}

export interface RangePoint {
  readonly rate: number;
  readonly loss: number;
  /** Exponential mean of the losses so far. */
  readonly smoothed: number;
}

/** Sent as the range test goes on; the last one has the suggestion. */
export interface RateRangeReport {
  readonly type: 'rate-range';
  readonly runId: number;
  /** All points so far. */
  readonly points: readonly RangePoint[];
  /** Where the smoothed loss falls fastest; null before the end, or where it never falls. */
  readonly steepest: number | null;
}
