import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { divide } from './python-arithmetic.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface PolynomialLRParameters {
  readonly optimizer: SchedulableOptimizer;
  readonly totalIters?: number;
  readonly power?: number;
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'totalIters', 'power', 'lastEpoch'] as const;

/**
 * Lowers the learning rates to 0 in `totalIters` (5) epochs, as `(1 - epoch / totalIters) ** power`, where `power` is 1:
 * torch.optim.lr_scheduler.PolynomialLR.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.PolynomialLR.html
 */
export class PolynomialLR extends LRScheduler {
  totalIters: number;
  power: number;

  constructor(...values: Arguments<PolynomialLRParameters, typeof NAMES>) {
    const { optimizer, totalIters = 5, power = 1, lastEpoch } = bindRequired<PolynomialLRParameters>(NAMES, 1, values);
    super(optimizer, lastEpoch);
    this.totalIters = totalIters;
    this.power = power;
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const rates = learningRates(this.optimizer);
    if (this._isInitial || this.lastEpoch > this.totalIters) return rates;
    const factor = (this.#remaining(this.lastEpoch) / this.#remaining(this.lastEpoch - 1)) ** this.power;
    return rates.map((rate) => rate * factor);
  }

  protected override getClosedFormLr(): number[] {
    const remaining = this.#remaining(Math.min(this.totalIters, this.lastEpoch));
    return this.baseLrs.map((rate) => rate * remaining ** this.power);
  }

  /** The part of the schedule that lies ahead, from 1 to 0. */
  #remaining(epoch: number): number {
    return 1 - divide(epoch, this.totalIters);
  }
}
