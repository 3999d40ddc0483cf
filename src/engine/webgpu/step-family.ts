import type { Holders } from './adopted-tensors.ts';
import { ResultRing } from './result-ring.ts';
import type { TrainingBackend } from './training-backend.ts';

/** What the plans of one step for batches of several shapes share. The last one that leaves frees it. */
export class StepFamily {
  readonly holders: Holders = new Map();
  readonly results: ResultRing;
  #members = 0;

  /** @param width numbers that the step results in. */
  constructor(backend: TrainingBackend, width: number) {
    this.results = new ResultRing(backend, width);
  }

  join(): void {
    this.#members += 1;
  }

  leave(): void {
    this.#members -= 1;
    if (this.#members === 0) this.results.dispose();
  }
}
