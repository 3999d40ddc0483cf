import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { withCapitals } from './arguments.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { divide, modulo } from './python-arithmetic.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface CosineAnnealingLRParameters {
  readonly optimizer: SchedulableOptimizer;
  /** Epochs from the highest rate to the lowest. */
  readonly TMax: number;
  readonly etaMin?: number;
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'TMax', 'etaMin', 'lastEpoch'] as const;

/**
 * Moves the learning rates down to `etaMin` (0) and up again along a cosine, `TMax` epochs each way, as
 * torch.optim.lr_scheduler.CosineAnnealingLR. Each rate is computed from the one before, so that other schedulers may
 * change it in between.
 *
 * @throws {ZeroDivisionError} at the first step when `TMax` is 0.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html
 */
export class CosineAnnealingLR extends LRScheduler {
  TMax: number;
  etaMin: number;

  constructor(...values: Arguments<CosineAnnealingLRParameters, typeof NAMES>) {
    const bound = bindRequired<CosineAnnealingLRParameters>(NAMES, 2, withCapitals(values));
    const { optimizer, TMax, etaMin = 0, lastEpoch } = bound;
    super(optimizer, lastEpoch);
    this.TMax = TMax;
    this.etaMin = etaMin;
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const { lastEpoch, TMax, etaMin } = this;
    const rates = learningRates(this.optimizer);
    if (this._isInitial) return rates;
    // In the epoch after the lowest rate the ratio below would divide by zero.
    if (modulo(lastEpoch - 1 - TMax, 2 * TMax) === 0) return this.#firstRise(rates);
    const ratio = this.#height(lastEpoch) / this.#height(lastEpoch - 1);
    return rates.map((rate) => ratio * (rate - etaMin) + etaMin);
  }

  protected override getClosedFormLr(): number[] {
    const height = 1 + Math.cos(divide(Math.PI * this.lastEpoch, this.TMax));
    return this.baseLrs.map((rate) => this.etaMin + ((rate - this.etaMin) * height) / 2);
  }

  #firstRise(lowest: readonly number[]): number[] {
    const height = 1 - Math.cos(Math.PI / this.TMax);
    return this.baseLrs.map((base, index) => (lowest[index] ?? this.etaMin) + ((base - this.etaMin) * height) / 2);
  }

  /** Twice the part of the way down that is left in `epoch`. */
  #height(epoch: number): number {
    return 1 + Math.cos((Math.PI * epoch) / this.TMax);
  }
}
