import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface MultiStepLRParameters {
  readonly optimizer: SchedulableOptimizer;
  /** Epochs at which the rates decay; an epoch named twice decays them twice. */
  readonly milestones: Iterable<number>;
  readonly gamma?: number;
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'milestones', 'gamma', 'lastEpoch'] as const;

/**
 * Multiplies the learning rates by `gamma` (0.1) at each of the `milestones`, as torch.optim.lr_scheduler.MultiStepLR.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html
 */
export class MultiStepLR extends LRScheduler {
  /** How often each epoch was named. */
  milestones: Readonly<Record<number, number>>;
  gamma: number;

  constructor(...values: Arguments<MultiStepLRParameters, typeof NAMES>) {
    const { optimizer, milestones, gamma = 0.1, lastEpoch } = bindRequired<MultiStepLRParameters>(NAMES, 2, values);
    super(optimizer, lastEpoch);
    this.milestones = countEach(milestones);
    this.gamma = gamma;
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const rates = learningRates(this.optimizer);
    const decays = this.milestones[this.lastEpoch];
    return decays === undefined ? rates : rates.map((rate) => rate * this.gamma ** decays);
  }

  protected override getClosedFormLr(): number[] {
    const passed = Object.entries(this.milestones).filter(([milestone]) => Number(milestone) <= this.lastEpoch);
    const decays = passed.reduce((sum, [, count]) => sum + count, 0);
    return this.baseLrs.map((rate) => rate * this.gamma ** decays);
  }
}

function countEach(values: Iterable<number>): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
