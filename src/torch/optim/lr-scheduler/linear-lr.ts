import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { divide } from './python-arithmetic.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface LinearLRParameters {
  readonly optimizer: SchedulableOptimizer;
  readonly startFactor?: number;
  readonly endFactor?: number;
  readonly totalIters?: number;
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'startFactor', 'endFactor', 'totalIters', 'lastEpoch'] as const;

/**
 * Multiplies the learning rates by a factor that moves in a line from `startFactor` (1/3) to `endFactor` (1) during the
 * first `totalIters` (5) epochs, as torch.optim.lr_scheduler.LinearLR.
 *
 * @throws {ValueError} when `startFactor` is not in (0, 1], or `endFactor` not in [0, 1].
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html
 */
export class LinearLR extends LRScheduler {
  startFactor: number;
  endFactor: number;
  totalIters: number;

  constructor(...values: Arguments<LinearLRParameters, typeof NAMES>) {
    const bound = bindRequired<LinearLRParameters>(NAMES, 1, values);
    const { optimizer, startFactor = 1 / 3, endFactor = 1, totalIters = 5, lastEpoch } = bound;
    checkFactors(startFactor, endFactor);
    super(optimizer, lastEpoch);
    this.startFactor = startFactor;
    this.endFactor = endFactor;
    this.totalIters = totalIters;
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const rates = learningRates(this.optimizer);
    if (this.lastEpoch === 0) return rates.map((rate) => rate * this.startFactor);
    if (this._isInitial || this.lastEpoch > this.totalIters) return rates;
    const change = this.endFactor - this.startFactor;
    const factor = 1 + divide(change, this.totalIters * this.startFactor + (this.lastEpoch - 1) * change);
    return rates.map((rate) => rate * factor);
  }

  protected override getClosedFormLr(): number[] {
    const iterations = Math.min(this.totalIters, this.lastEpoch);
    const change = divide((this.endFactor - this.startFactor) * iterations, this.totalIters);
    return this.baseLrs.map((rate) => rate * (this.startFactor + change));
  }
}

function checkFactors(startFactor: number, endFactor: number): void {
  if (startFactor > 1 || startFactor <= 0) {
    throw new ValueError(
      `Starting multiplicative factor expected to be greater than 0 and less or equal to 1, got ${startFactor}.`,
    );
  }
  if (endFactor > 1 || endFactor < 0) {
    throw new ValueError(`Ending multiplicative factor expected to be between 0 and 1, got ${endFactor}.`);
  }
}
