import { nextTask } from '../../engine/next-task.ts';

/** How long a training may keep the thread to itself, in milliseconds. */
const LONGEST_TURN_MS = 50;

/** Lets waiting events in between the batches of a long training. */
export class TurnTaking {
  #turnBegan = performance.now();

  /** Waits for a new task when the turn was long. */
  async pass(): Promise<void> {
    if (performance.now() - this.#turnBegan < LONGEST_TURN_MS) return;
    await nextTask();
    this.#turnBegan = performance.now();
  }
}
