import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { withCapitals } from './arguments.ts';
import { LRScheduler } from './lr-scheduler.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

interface CosineAnnealingWarmRestartsParameters {
  readonly optimizer: SchedulableOptimizer;
  /** Epochs until the first restart. */
  readonly T0: number;
  /** How much longer each period is than the one before. */
  readonly TMult?: number;
  readonly etaMin?: number;
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'T0', 'TMult', 'etaMin', 'lastEpoch'] as const;

/**
 * Lowers the learning rates to `etaMin` (0) along a cosine, and starts again: after `T0` epochs, and each time after
 * `TMult` (1) times as many. As torch.optim.lr_scheduler.CosineAnnealingWarmRestarts, whose `step(epoch)` is not
 * deprecated and takes fractions of an epoch.
 *
 * @throws {ValueError} when `T0` or `TMult` is not a whole number of at least 1, or at a step when `epoch` is negative.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.html
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  T0: number;
  /** Length of the present period, in epochs. */
  TI: number;
  TMult: number;
  etaMin: number;
  /** Epochs since the last restart. */
  TCur: number;

  constructor(...values: Arguments<CosineAnnealingWarmRestartsParameters, typeof NAMES>) {
    const bound = bindRequired<CosineAnnealingWarmRestartsParameters>(NAMES, 2, withCapitals(values));
    const { optimizer, T0, TMult = 1, etaMin = 0, lastEpoch = -1 } = bound;
    if (T0 <= 0 || !Number.isInteger(T0)) throw new ValueError(`Expected positive integer T0, but got ${T0}.`);
    if (TMult < 1 || !Number.isInteger(TMult)) throw new ValueError(`Expected integer TMult >= 1, but got ${TMult}.`);
    super(optimizer, lastEpoch);
    this.T0 = T0;
    this.TI = T0;
    this.TMult = TMult;
    this.etaMin = etaMin;
    this.TCur = lastEpoch;
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const height = 1 + Math.cos((Math.PI * this.TCur) / this.TI);
    return this.baseLrs.map((rate) => this.etaMin + ((rate - this.etaMin) * height) / 2);
  }

  /** @param epoch the epoch to go to, which may have a fraction; by default the next one. */
  override step(epoch?: number): void {
    const target = epoch ?? (this.lastEpoch < 0 ? 0 : undefined);
    if (target === undefined) this.#goOn();
    else this.#goTo(target);
    this.lastEpoch = Math.floor(target ?? this.lastEpoch + 1);
    this.setLearningRates(() => this.getLr());
  }

  #goOn(): void {
    this.TCur += 1;
    if (this.TCur < this.TI) return;
    this.TCur %= this.TI;
    this.TI *= this.TMult;
  }

  #goTo(epoch: number): void {
    if (epoch < 0) throw new ValueError(`Expected non-negative epoch, but got ${epoch}.`);
    if (epoch < this.T0) {
      this.TI = this.T0;
      this.TCur = epoch;
    } else if (this.TMult === 1) {
      this.TCur = epoch % this.T0;
    } else {
      const { T0, TMult } = this;
      // Rounding can take this to either side of a restart, and not always to the one that PyTorch's logarithm takes.
      const restarts = Math.trunc(Math.log((epoch / T0) * (TMult - 1) + 1) / Math.log(TMult));
      this.TCur = epoch - (T0 * (TMult ** restarts - 1)) / (TMult - 1);
      this.TI = T0 * TMult ** restarts;
    }
  }
}
