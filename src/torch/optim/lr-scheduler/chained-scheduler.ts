import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { CompositeScheduler } from './composite-scheduler.ts';
import type { LRScheduler, SchedulerState } from './lr-scheduler.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface ChainedSchedulerParameters {
  readonly schedulers: readonly LRScheduler[];
  /** That of all the schedulers; by default that of the first one. */
  readonly optimizer?: SchedulableOptimizer;
}

const NAMES = ['schedulers', 'optimizer'] as const;

/**
 * Several schedulers at once: each step is a step of all of them in order, whose factors multiply, as
 * torch.optim.lr_scheduler.ChainedScheduler.
 *
 * @throws {ValueError} when there is no scheduler, one belongs to another optimizer or needs a metric.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ChainedScheduler.html
 */
export class ChainedScheduler extends CompositeScheduler {
  constructor(...values: Arguments<ChainedSchedulerParameters, typeof NAMES>) {
    const { schedulers, ...given } = bindRequired<ChainedSchedulerParameters>(NAMES, 1, values);
    const [first] = schedulers;
    if (!first) {
      throw new ValueError('ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.');
    }
    super(schedulers, given.optimizer ?? first.optimizer);
    this._lastLr = learningRates(this.optimizer);
  }

  override step(): void {
    for (const scheduler of this.schedulers) scheduler.step();
    this._lastLr = learningRates(this.optimizer);
  }

  /** It has no epoch of its own. */
  protected override stateWithout(...names: readonly string[]): SchedulerState {
    return super.stateWithout('lastEpoch', ...names);
  }
}
