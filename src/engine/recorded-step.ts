import type { Tensor } from '@tensorflow/tfjs-core';
import { compareRuns, isLikeKnownStep, type Difference, type RepeatedStep } from './recording/repeated-step.ts';
import { stepRecorder, type StepPlan, type StepResults } from './recording/step-recorder.ts';
import { traceStep, type Trace } from './recording/trace-step.ts';

/** How a step runs: kernel by kernel, or as one recorded list of commands. */
export type Execution = 'eager' | 'graph';

/** A training step: its results are scalars, which the caller of the step frees. */
export type Step = (inputs: readonly Tensor[]) => readonly Tensor[];

/** Whether the backend can replay a recorded step. */
export function canRecordSteps(): boolean {
  return stepRecorder() !== null;
}

/** Runs of a step that may differ from one another before it is given up to record it. */
const ATTEMPTS = 5;
/** Steps that may be under way on the device. */
const STEPS_IN_FLIGHT = 3;
/** Replays after which results are read whether or not anybody asks. */
const UNREAD_REPLAYS = 128;

/** One kind of the step: that of batches of one shape. */
interface Variant {
  lastRun: Trace | null;
  attempts: number;
  plan: StepPlan | null;
}

/**
 * A training step that is recorded as it runs, and replayed as one list of commands where the backend can do that, as
 * torch.compile and tf.function do: on WebGPU a replay is one submission, and makes and reads nothing.
 *
 * It runs eagerly until two successive runs did the same; a batch of another shape is recorded by itself. What it must
 * not do is read values and decide by them: then it goes on eagerly, and `reason` tells why. What the host computes
 * anew for each step has to come from `stepValue`.
 */
export class RecordedStep {
  readonly #step: Step;
  readonly #wanted: Execution;
  readonly #variants = new Map<string, Variant>();
  readonly #inFlight: Promise<void>[] = [];
  #results: number[][] = [];
  #unread: { readonly source: StepResults; count: number } | null = null;
  #execution: Execution = 'eager';
  #reason: string | null = null;

  /** @param wanted `eager` never records. */
  constructor(step: Step, wanted: Execution) {
    this.#step = step;
    this.#wanted = wanted;
  }

  /** How the last step ran. */
  get execution(): Execution {
    return this.#execution;
  }

  /** Why a backend that can record runs steps eagerly, in one sentence; null where some do not, or not yet. */
  get reason(): string | null {
    return this.plans.length > 0 ? null : this.#reason;
  }

  /** Recorded steps, one for each shape of batch. */
  get plans(): readonly StepPlan[] {
    return [...this.#variants.values()].flatMap(({ plan }) => plan ?? []);
  }

  /**
   * Runs the step once. The inputs stay the caller's. It may return before the device is done, but no more than a few
   * steps before.
   */
  async run(inputs: readonly Tensor[]): Promise<void> {
    const variant = this.#variantOf(inputs);
    if (variant.plan && !variant.plan.isValid()) await this.#forget(variant);
    if (variant.plan) await this.#replay(variant.plan, inputs);
    else await this.#runEagerly(variant, inputs);
  }

  /** The results of the steps since the last call, a list of numbers for each step. Waits for the device. */
  async takeResults(): Promise<number[][]> {
    await this.#readReplays();
    const results = this.#results;
    this.#results = [];
    return results;
  }

  /** Frees the recordings. */
  dispose(): void {
    for (const { plan } of this.#variants.values()) plan?.dispose();
    this.#variants.clear();
  }

  #variantOf(inputs: readonly Tensor[]): Variant {
    const key = inputs.map(({ shape, dtype }) => `${dtype}[${shape.join()}]`).join();
    const known = this.#variants.get(key);
    if (known) return known;
    const variant: Variant = { lastRun: null, attempts: 0, plan: null };
    this.#variants.set(key, variant);
    return variant;
  }

  async #replay(plan: StepPlan, inputs: readonly Tensor[]): Promise<void> {
    this.#execution = 'graph';
    // Results come in the order of their steps.
    const unread = this.#unread;
    if (unread && (unread.source !== plan.results || unread.count >= UNREAD_REPLAYS)) await this.#readReplays();
    plan.replay(inputs);
    this.#unread = { source: plan.results, count: (this.#unread?.count ?? 0) + 1 };
    const finished = plan.finished();
    // A lost device fails all steps that are under way, and nobody waits for the last ones.
    finished.catch(() => undefined);
    this.#inFlight.push(finished);
    if (this.#inFlight.length >= STEPS_IN_FLIGHT) await this.#inFlight.shift();
  }

  async #readReplays(): Promise<void> {
    const unread = this.#unread;
    this.#unread = null;
    if (unread) this.#results.push(...(await unread.source.take()));
  }

  async #runEagerly(variant: Variant, inputs: readonly Tensor[]): Promise<void> {
    this.#execution = 'eager';
    await this.#readReplays();
    const results = this.#isRecordable(variant) ? this.#runTraced(variant, inputs) : this.#step(inputs);
    const values = await Promise.all(results.map((result) => result.data()));
    for (const result of results) result.dispose();
    this.#results.push(values.map(([value = NaN]) => value));
  }

  #isRecordable({ attempts }: Variant): boolean {
    return this.#wanted === 'graph' && attempts < ATTEMPTS && canRecordSteps();
  }

  /** Runs the step and records it where it did the same as the last time. */
  #runTraced(variant: Variant, inputs: readonly Tensor[]): readonly Tensor[] {
    const { results, trace } = traceStep(this.#step, inputs);
    const before = variant.lastRun;
    variant.lastRun = trace;
    const like =
      this.plans.find((plan) => isLikeKnownStep(plan.step, trace, (number) => plan.holderOf(number))) ?? null;
    const step = like ? { trace, successors: like.step.successors } : before && compareRuns(before, trace);
    if (!step) return results;
    const planned = 'obstacle' in step ? step : planOf(step, like);
    if ('obstacle' in planned) this.#noteObstacle(variant, planned.obstacle);
    else this.#keep(variant, planned);
    return results;
  }

  #keep(variant: Variant, plan: StepPlan): void {
    variant.plan = plan;
    variant.lastRun = null;
    variant.attempts = 0;
    this.#reason = null;
  }

  #noteObstacle(variant: Variant, obstacle: string): void {
    variant.attempts += 1;
    if (variant.attempts === ATTEMPTS) this.#reason = `The step cannot be recorded, because ${obstacle}.`;
  }

  async #forget(variant: Variant): Promise<void> {
    await this.#readReplays();
    variant.plan?.dispose();
    variant.plan = null;
  }
}

/** A kernel that cannot be recorded still runs eagerly, so its error is a reason, and no end of the training. */
function planOf(step: RepeatedStep, like: StepPlan | null): StepPlan | Difference {
  try {
    return stepRecorder()?.plan(step, like) ?? { obstacle: 'the backend has changed' };
  } catch (error) {
    return { obstacle: `recording it failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}
