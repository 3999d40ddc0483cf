import { nextTask } from '../engine/next-task.ts';
import { StopSignal } from './stop-signal.ts';

/** What a gate tells when it takes hold. */
export type GateEvent = 'paused' | 'resumed';

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

  stop(): void {
    this.#abort.abort(new StopSignal());
    this.#wake();
  }

  /**
   * Lets events in, then waits as long as the run is paused.
   *
   * @throws {StopSignal} when the run was stopped.
   */
  async pass(): Promise<void> {
    await this.#hold();
    this.#takeStep();
  }

  /**
   * As `pass`, before the first step of a style. A single step that ended the style before goes on to that step here.
   *
   * @throws {StopSignal} when the run was stopped.
   */
  async passBeforeTraining(): Promise<void> {
    await this.#hold(() => this.#stepping);
    if (!this.#stepping) this.#takeStep();
  }

  /**
   * As `pass`, between two batches of an evaluation. An evaluation is part of the step before it, so a single step goes
   * on through it to the end of the next training step.
   *
   * @throws {StopSignal} when the run was stopped.
   */
  async passInEvaluation(): Promise<void> {
    if ((await this.#hold(() => this.#stepping)) === 'waited') this.#takeStep();
  }

  async #hold(isExempt = () => false): Promise<'waited' | 'passed'> {
    await nextTask();
    const mustWait = () => this.pausesNext && !isExempt() && !this.#abort.signal.aborted;
    const waits = mustWait();
    if (waits) {
      this.#onEvent('paused');
      while (mustWait()) await new Promise<void>((resolve) => (this.#wake = resolve));
      if (!this.#abort.signal.aborted) this.#onEvent('resumed');
    }
    this.#abort.signal.throwIfAborted();
    return waits ? 'waited' : 'passed';
  }

  #takeStep(): void {
    this.#stepping = this.#stepsAllowed > 0;
    if (this.#stepping) this.#stepsAllowed -= 1;
  }
}
