import { ValueError } from '../../errors.ts';
import { LRScheduler, STEP_STATE, type SchedulerState } from './lr-scheduler.ts';
import { ReduceLROnPlateau } from './reduce-lr-on-plateau.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

/** A scheduler made of others, which all set the rates of one optimizer. */
export class CompositeScheduler extends LRScheduler {
  readonly #schedulers: readonly LRScheduler[];

  /** @throws {ValueError} when there is no scheduler, one belongs to another optimizer or needs a metric. */
  constructor(schedulers: readonly LRScheduler[], optimizer: SchedulableOptimizer, lastEpoch?: number) {
    super(optimizer, lastEpoch);
    checkSchedulers(schedulers, optimizer, this.constructor.name);
    this.#schedulers = schedulers;
  }

  protected get schedulers(): readonly LRScheduler[] {
    return this.#schedulers;
  }

  /** Takes back the first step of each scheduler, also of those within others. */
  protected undoFirstSteps(): void {
    for (const scheduler of this.#schedulers) {
      if (scheduler instanceof CompositeScheduler) scheduler.undoFirstSteps();
      else scheduler.lastEpoch -= 1;
    }
  }

  override stateDict(): SchedulerState {
    return {
      ...this.stateWithout(...STEP_STATE),
      _schedulers: this.#schedulers.map((scheduler) => scheduler.stateDict()),
    };
  }

  override loadStateDict({ _schedulers, ...own }: Readonly<SchedulerState>): void {
    super.loadStateDict(own);
    const states = Array.isArray(_schedulers) ? (_schedulers as readonly SchedulerState[]) : [];
    if (states.length !== this.#schedulers.length) {
      throw new ValueError(
        `the state has ${states.length} schedulers, this one has ${this.#schedulers.length}: make the same ones first.`,
      );
    }
    states.forEach((state, index) => this.#schedulers[index]?.loadStateDict(state));
  }
}

function checkSchedulers(schedulers: readonly LRScheduler[], optimizer: SchedulableOptimizer, name: string): void {
  if (schedulers.length === 0) throw new ValueError(`${name} expects at least one scheduler, but got no scheduler.`);
  schedulers.forEach((scheduler: unknown, index) => {
    if (!(scheduler instanceof LRScheduler)) {
      throw new TypeError(`${name} at index ${index} should have \`optimizer\` as its attribute: pass a scheduler.`);
    }
    if (scheduler instanceof ReduceLROnPlateau) {
      throw new ValueError(
        `${name} does not support \`ReduceLROnPlateau\`, whose \`step\` needs a metric, but got one at index ${index}: ` +
          'step it by itself.',
      );
    }
    if (scheduler.optimizer !== optimizer) {
      throw new ValueError(
        `${name} expects all schedulers to belong to the same optimizer, but got scheduler ` +
          `${scheduler.constructor.name} of another one at index ${index}.`,
      );
    }
  });
}
