import { ValueError } from '../../errors.ts';
import { LRScheduler, type SchedulerState } from './lr-scheduler.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

/** The factor of the learning rate in an epoch, counted from 0. */
export type LRLambda = (epoch: number) => number;

/** What LambdaLR and MultiplicativeLR have in common: a function for each group, which is no part of the state. */
export class FunctionScheduler extends LRScheduler {
  lrLambdas: readonly LRLambda[];

  /**
   * @throws {ValueError} when there are more or fewer functions than groups.
   * @throws {TypeError} when one is not a function.
   */
  constructor(optimizer: SchedulableOptimizer, lrLambda: LRLambda | readonly LRLambda[], lastEpoch?: number) {
    super(optimizer, lastEpoch);
    this.lrLambdas = typeof lrLambda === 'object' ? lrLambda : optimizer.paramGroups.map(() => lrLambda);
    checkFunctions(this.lrLambdas, optimizer.paramGroups.length);
    this.start();
  }

  /** The factor of the group with this index in the present epoch. */
  protected factor(group: number): number {
    const lrLambda = this.lrLambdas[group];
    if (lrLambda) return lrLambda(this.lastEpoch);
    throw new ValueError(`group ${group} has no lrLambda: make the scheduler after the last group is added.`);
  }

  override stateDict(): SchedulerState {
    return { ...super.stateDict(), lrLambdas: this.lrLambdas.map(() => null) };
  }

  override loadStateDict(state: Readonly<SchedulerState>): void {
    super.loadStateDict({ ...state, lrLambdas: this.lrLambdas });
  }
}

function checkFunctions(lrLambdas: readonly unknown[], groups: number): void {
  if (lrLambdas.length !== groups) {
    throw new ValueError(`Expected ${groups} lrLambdas, one for each group, but got ${lrLambdas.length}.`);
  }
  for (const lrLambda of lrLambdas) {
    if (typeof lrLambda !== 'function') {
      throw new TypeError(`lrLambda should be a function of the epoch, but got ${typeof lrLambda}.`);
    }
  }
}
