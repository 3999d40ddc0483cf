import type { RecordedStep } from '../engine/recorded-step.ts';
import { stepRecorder } from '../engine/recording/step-recorder.ts';
import type { DialectName, EngineReport, ExecutionName, TrainingReport } from './protocol.ts';

/** Four reports a second change a table as often as an eye can read it. */
const REPORT_INTERVAL_MILLISECONDS = 250;

export interface EngineReporterOptions {
  readonly runId: number;
  readonly dialect: DialectName;
  /** What was asked for. */
  readonly execution: ExecutionName;
  readonly report: (report: TrainingReport) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/** Tells what the engine does for the training steps of one dialect. */
export class EngineReporter {
  readonly #options: EngineReporterOptions;
  #lastReport = -Infinity;

  constructor(options: EngineReporterOptions) {
    this.#options = options;
    stepRecorder()?.takeCounts();
  }

  /**
   * Takes note of a step that ended.
   *
   * @param recorded what runs the steps, or null where they are not recorded.
   * @param milliseconds that it took.
   */
  stepped(recorded: RecordedStep | null, milliseconds: number): void {
    const counts = stepRecorder()?.takeCounts() ?? null;
    const { now, report } = this.#options;
    if (now() - this.#lastReport < REPORT_INTERVAL_MILLISECONDS) return;
    this.#lastReport = now();
    report(this.#reportOf(recorded, counts, milliseconds));
  }

  #reportOf(recorded: RecordedStep | null, step: EngineReport['step'], stepMilliseconds: number): EngineReport {
    const { runId, dialect, execution: wanted } = this.#options;
    const plans = recorded?.plans ?? [];
    const execution = recorded?.execution ?? 'eager';
    const kernels = execution === 'graph' ? [...(plans[0]?.kernels ?? [])] : [];
    return {
      type: 'engine',
      runId,
      dialect,
      execution,
      reason: wanted === 'graph' ? this.#reasonOf(recorded) : null,
      plans: plans.length,
      step,
      stepMilliseconds,
      kernels: kernels.map(([name, count]) => ({ name, count, milliseconds: null })).sort((a, b) => b.count - a.count),
      fallbacks: stepRecorder()?.fallbacks() ?? [],
    };
  }

  #reasonOf(recorded: RecordedStep | null): string | null {
    if (stepRecorder()) return recorded?.reason ?? null;
    return 'This backend has no list of commands that could be recorded: its steps run eagerly.';
  }
}
