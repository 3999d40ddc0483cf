import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface ExponentialLRParameters {
  readonly optimizer: SchedulableOptimizer;
  readonly gamma: number;
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'gamma', 'lastEpoch'] as const;

/**
 * Multiplies the learning rates by `gamma` every epoch, as torch.optim.lr_scheduler.ExponentialLR.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html
 */
export class ExponentialLR extends LRScheduler {
  gamma: number;

  constructor(...values: Arguments<ExponentialLRParameters, typeof NAMES>) {
    const { optimizer, gamma, lastEpoch } = bindRequired<ExponentialLRParameters>(NAMES, 2, values);
    super(optimizer, lastEpoch);
    this.gamma = gamma;
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const rates = learningRates(this.optimizer);
    return this._isInitial ? rates : rates.map((rate) => rate * this.gamma);
  }

  protected override getClosedFormLr(): number[] {
    return this.baseLrs.map((rate) => rate * this.gamma ** this.lastEpoch);
  }
}
