import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { divide, modulo } from './python-arithmetic.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface StepLRParameters {
  readonly optimizer: SchedulableOptimizer;
  /** Epochs from one decay to the next. */
  readonly stepSize: number;
  readonly gamma?: number;
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'stepSize', 'gamma', 'lastEpoch'] as const;

/**
 * Multiplies the learning rates by `gamma` (0.1) every `stepSize` epochs, as torch.optim.lr_scheduler.StepLR.
 *
 * @throws {ZeroDivisionError} at the first step when `stepSize` is 0.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html
 */
export class StepLR extends LRScheduler {
  stepSize: number;
  gamma: number;

  constructor(...values: Arguments<StepLRParameters, typeof NAMES>) {
    const { optimizer, stepSize, gamma = 0.1, lastEpoch } = bindRequired<StepLRParameters>(NAMES, 2, values);
    super(optimizer, lastEpoch);
    this.stepSize = stepSize;
    this.gamma = gamma;
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const rates = learningRates(this.optimizer);
    if (this.lastEpoch === 0 || modulo(this.lastEpoch, this.stepSize) !== 0) return rates;
    return rates.map((rate) => rate * this.gamma);
  }

  protected override getClosedFormLr(): number[] {
    const decays = Math.floor(divide(this.lastEpoch, this.stepSize));
    return this.baseLrs.map((rate) => rate * this.gamma ** decays);
  }
}
