import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { divide } from './python-arithmetic.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface ConstantLRParameters {
  readonly optimizer: SchedulableOptimizer;
  readonly factor?: number;
  readonly totalIters?: number;
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'factor', 'totalIters', 'lastEpoch'] as const;

/**
 * Multiplies the learning rates by `factor` (1/3) for the first `totalIters` (5) epochs, as
 * torch.optim.lr_scheduler.ConstantLR.
 *
 * @throws {ValueError} when `factor` is not in [0, 1].
 * @throws {ZeroDivisionError} after `totalIters` epochs when `factor` is 0, which no division takes back.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ConstantLR.html
 */
export class ConstantLR extends LRScheduler {
  factor: number;
  totalIters: number;

  constructor(...values: Arguments<ConstantLRParameters, typeof NAMES>) {
    const {
      optimizer,
      factor = 1 / 3,
      totalIters = 5,
      lastEpoch,
    } = bindRequired<ConstantLRParameters>(NAMES, 1, values);
    if (factor > 1 || factor < 0) {
      throw new ValueError(`Constant multiplicative factor expected to be between 0 and 1, got ${factor}.`);
    }
    super(optimizer, lastEpoch);
    this.factor = factor;
    this.totalIters = totalIters;
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const rates = learningRates(this.optimizer);
    if (this.lastEpoch === 0) return rates.map((rate) => rate * this.factor);
    if (this.lastEpoch !== this.totalIters) return rates;
    return rates.map((rate) => rate * divide(1, this.factor));
  }

  protected override getClosedFormLr(): number[] {
    const isOver = this.lastEpoch >= this.totalIters;
    return this.baseLrs.map((rate) => rate * (this.factor + Number(isOver) * (1 - this.factor)));
  }
}
