import type { RecordedStep } from '../engine/recorded-step.ts';
import { stepRecorder } from '../engine/recording/step-recorder.ts';
import type { DialectName, EngineReport, ExecutionName, StepCounts, TrainingReport } from './protocol.ts';

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

/** What runs the steps, as far as a report tells of it. */
export type StepRunner = Pick<RecordedStep, 'execution' | 'plans' | 'reason'>;

const unrecorded: StepRunner = { execution: 'eager', plans: [], reason: null };

/** A step that no report has told of yet. */
interface UntoldStep {
  /** As it was after the step: it goes on to others. */
  readonly runner: StepRunner;
  readonly counts: StepCounts | null;
}

/** Tells what the engine does for the training steps of one dialect. */
export class EngineReporter {
  readonly #options: EngineReporterOptions;
  #execution: ExecutionName | null = null;
  #untold: UntoldStep | null = null;
  /** Steps of this execution, and the time that they took; its first step, in which shaders are compiled, stands alone. */
  #steps = 0;
  #milliseconds = 0;
  #lastReport = -Infinity;

  constructor(options: EngineReporterOptions) {
    this.#options = options;
  }

  /** Steps begin or go on: what lay before, such as an evaluation, was none of them. */
  stepsBegin(): void {
    this.tell();
    stepRecorder()?.takeCounts();
  }

  /**
   * Takes note of a step that ended, and tells of it when its execution is another than before or the last report is
   * some time ago.
   *
   * @param runner what runs the steps, or null where they are not recorded.
   * @param milliseconds that it took.
   */
  stepped(runner: StepRunner | null, milliseconds: number): void {
    const counts = stepRecorder()?.takeCounts() ?? null;
    const { execution, plans, reason } = runner ?? unrecorded;
    // A batch of another shape, such as the last of an epoch, is being recorded; the graph of the others stands.
    if (execution === 'eager' && plans.length > 0 && reason === null) return;
    // Nor does a step tell of others whose kernels were measured one by one.
    if (plans.some(({ isMeasured }) => isMeasured)) return;
    plans[0]?.measureKernels();
    this.#untold = { runner: { execution, plans, reason }, counts };
    if (execution !== this.#execution) {
      this.#execution = execution;
      this.#setMean(1, milliseconds);
      this.tell();
      this.#setMean(0, 0);
      return;
    }
    this.#setMean(this.#steps + 1, this.#milliseconds + milliseconds);
    if (this.#options.now() - this.#lastReport >= REPORT_INTERVAL_MILLISECONDS) this.tell();
  }

  /** Reports the last step, if it is still untold, whatever the time. */
  tell(): void {
    if (!this.#untold) return;
    this.#options.report(this.#reportOf(this.#untold));
    this.#untold = null;
    this.#lastReport = this.#options.now();
  }

  #setMean(steps: number, milliseconds: number): void {
    this.#steps = steps;
    this.#milliseconds = milliseconds;
  }

  #reportOf({ runner, counts }: UntoldStep): EngineReport {
    const { runId, dialect, execution: wanted } = this.#options;
    const { execution, plans } = runner;
    const kernels = execution === 'graph' ? [...(plans[0]?.kernels ?? [])] : [];
    return {
      type: 'engine',
      runId,
      dialect,
      execution,
      reason: wanted === 'graph' ? this.#reasonOf(runner) : null,
      plans: plans.length,
      step: counts,
      // A replay alone may be told before the device is done with it: the mean of many is what a step takes.
      stepMilliseconds: this.#milliseconds / this.#steps,
      kernels: kernels
        .map(([name, { dispatches, milliseconds }]) => ({ name, count: dispatches, milliseconds }))
        .sort((a, b) => (b.milliseconds ?? 0) - (a.milliseconds ?? 0) || b.count - a.count),
      fallbacks: stepRecorder()?.fallbacks() ?? [],
    };
  }

  #reasonOf({ reason }: StepRunner): string | null {
    if (stepRecorder()) return reason;
    return 'This backend has no list of commands that could be recorded: its steps run eagerly.';
  }
}
