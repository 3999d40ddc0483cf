import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { required } from './arguments.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface MultiStepLRParameters {
  /** Epochs at which the rates decay; an epoch named twice decays them twice. */
  readonly milestones?: Iterable<number>;
  readonly gamma?: number;
  readonly lastEpoch?: number;
}

const NAMES = ['milestones', 'gamma', 'lastEpoch'] as const;

/**
 * Multiplies the learning rates by `gamma` (0.1) at each of the `milestones`, as torch.optim.lr_scheduler.MultiStepLR.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html
 */
export class MultiStepLR extends LRScheduler {
  /** How often each epoch was named. */
  milestones: Readonly<Record<number, number>>;
  gamma: number;

  constructor(optimizer: SchedulableOptimizer, ...values: Arguments<MultiStepLRParameters, typeof NAMES>) {
    const { milestones, gamma = 0.1, lastEpoch } = bindArguments<MultiStepLRParameters>(NAMES, values);
    super(optimizer, lastEpoch);
    this.milestones = countEach(required(milestones, 'milestones'));
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
