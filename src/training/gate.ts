import { nextTask } from '../engine/next-task.ts';
import { StopSignal } from './stop-signal.ts';

/** What a gate tells when it takes hold. */
export type GateEvent = 'paused' | 'resumed';

/** Something to do while a run is paused, which is no step of it. */
type Meanwhile = () => Promise<void>;

interface HoldOptions {
  readonly meanwhile: Meanwhile | undefined;
  /** Whether the run goes on although it is paused. */
  readonly isExempt?: () => boolean;
}

/**
 * The place between two training steps where a run can be paused, stepped and stopped.
 *
 * A trainer awaits `pass()` after each step. That also lets waiting messages in, which a busy worker never sees.
 */
export class Gate {
  readonly #onEvent: (event: GateEvent) => void;
  readonly #abort = new AbortController();
  #paused = false;
  #stepsAllowed = 0;
  /** Whether what goes on now was let through as a single step. */
  #stepping = false;
  #wake: () => void = () => undefined;

  constructor(onEvent: (event: GateEvent) => void) {
    this.#onEvent = onEvent;
  }

  /** Aborted when the run is stopped, for what can be cut short, such as downloads. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether the step that ends now is followed by a pause: its figures are worth reporting at once. */
  get pausesNext(): boolean {
    return this.#paused && this.#stepsAllowed === 0;
  }

  pause(): void {
    this.#paused = true;
    this.#stepsAllowed = 0;
    this.#stepping = false;
  }

  resume(): void {
    this.#paused = false;
    this.#wake();
  }

  /** Lets one step through and pauses again. */
  step(): void {
    this.#paused = true;
    this.#stepsAllowed += 1;
    this.#wake();
  }

  /** Lets what waits here look whether there is something else to do meanwhile. */
  wake(): void {
    this.#wake();
  }

  stop(): void {
    this.#abort.abort(new StopSignal());
    this.#wake();
  }

  /**
   * Lets events in, then waits as long as the run is paused.
   *
   * @param meanwhile done while it waits, first at once and then each time something wakes it.
   * @throws {StopSignal} when the run was stopped.
   */
  async pass(meanwhile?: Meanwhile): Promise<void> {
    await this.#hold({ meanwhile });
    this.#takeStep();
  }

  /**
   * As `pass`, before the first step of a style. A single step that ended the style before goes on to that step here.
   *
   * @throws {StopSignal} when the run was stopped.
   */
  async passBeforeTraining(meanwhile?: Meanwhile): Promise<void> {
    await this.#hold({ meanwhile, isExempt: () => this.#stepping });
    if (!this.#stepping) this.#takeStep();
  }

  /**
   * As `pass`, between two batches of an evaluation. An evaluation is part of the step before it, so a single step goes
   * on through it to the end of the next training step.
   *
   * @throws {StopSignal} when the run was stopped.
   */
  async passInEvaluation(meanwhile?: Meanwhile): Promise<void> {
    const waited = await this.#hold({ meanwhile, isExempt: () => this.#stepping });
    if (waited) this.#takeStep();
  }

  /** @returns whether it has waited. */
  async #hold({ meanwhile, isExempt = () => false }: HoldOptions): Promise<boolean> {
    await nextTask();
    const mustWait = () => this.pausesNext && !isExempt() && !this.#abort.signal.aborted;
    const waits = mustWait();
    if (waits) {
      this.#onEvent('paused');
      while (mustWait()) {
        const woken = new Promise<void>((resolve) => (this.#wake = resolve));
        await meanwhile?.();
        await woken;
      }
      if (!this.#abort.signal.aborted) this.#onEvent('resumed');
    }
    this.#abort.signal.throwIfAborted();
    return waits;
  }

  #takeStep(): void {
    this.#stepping = this.#stepsAllowed > 0;
    if (this.#stepping) this.#stepsAllowed -= 1;
  }
}
