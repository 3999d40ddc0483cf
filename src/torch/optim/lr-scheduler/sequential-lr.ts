import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { KeyError, ValueError } from '../../errors.ts';
import { CompositeScheduler } from './composite-scheduler.ts';
import type { LRScheduler } from './lr-scheduler.ts';
import { bisectRight } from './python-arithmetic.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

interface SequentialLRParameters {
  readonly optimizer: SchedulableOptimizer;
  readonly schedulers: readonly LRScheduler[];
  /** The epochs at which the second and each further scheduler takes over. */
  readonly milestones: readonly number[];
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'schedulers', 'milestones', 'lastEpoch'] as const;

/**
 * One scheduler after the other, each counting its epochs from 0, as torch.optim.lr_scheduler.SequentialLR.
 *
 * @throws {ValueError} when there is no scheduler, one belongs to another optimizer or needs a metric, or `milestones`
 * are not one fewer than `schedulers`.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.SequentialLR.html
 */
export class SequentialLR extends CompositeScheduler {
  protected _milestones: readonly number[];

  constructor(...values: Arguments<SequentialLRParameters, typeof NAMES>) {
    const bound = bindRequired<SequentialLRParameters>(NAMES, 3, values);
    const { optimizer } = bound;
    super(bound.schedulers, optimizer, (bound.lastEpoch ?? -1) + 1);
    this._milestones = bound.milestones;
    this.#checkMilestones();
    this.#startAnew();
  }

  override step(): void {
    this.lastEpoch += 1;
    const { index, scheduler } = this.#schedulerOf(this.lastEpoch);
    if (this._milestones[index - 1] === this.lastEpoch) scheduler.updateLr(0);
    else scheduler.step();
    this._lastLr = [...scheduler.getLastLr()];
  }

  /** Every scheduler took its first step when it was made; only the one that begins shall have done so. */
  #startAnew(): void {
    this.optimizer.paramGroups.forEach((group, index) => {
      if (group.initialLr === undefined) throw new KeyError(`param 'initialLr' is missing in paramGroups[${index}].`);
      group.lr = group.initialLr;
    });
    this.undoFirstSteps();
    const { scheduler } = this.#schedulerOf(0);
    scheduler.initialStep();
    this._lastLr = [...scheduler.getLastLr()];
  }

  #schedulerOf(epoch: number): { readonly index: number; readonly scheduler: LRScheduler } {
    const index = bisectRight(this._milestones, epoch);
    const scheduler = this.schedulers[index];
    if (!scheduler)
      throw new ValueError(`no scheduler begins at the last of the milestones ${this._milestones.join()}.`);
    return { index, scheduler };
  }

  #checkMilestones(): void {
    const [schedulers, milestones] = [this.schedulers.length, this._milestones.length];
    if (milestones === schedulers - 1) return;
    throw new ValueError(
      'Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone points, ' +
        `but got number of schedulers ${schedulers} and the number of milestones to be equal to ${milestones}.`,
    );
  }
}
