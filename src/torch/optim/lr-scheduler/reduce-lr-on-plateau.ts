import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { RuntimeError, ValueError } from '../../errors.ts';
import { Tensor } from '../../tensor.ts';
import type { PerGroup } from './arguments.ts';
import { LRScheduler, STEP_STATE, type SchedulerState } from './lr-scheduler.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

type Mode = 'min' | 'max';
type ThresholdMode = 'rel' | 'abs';

interface ReduceLROnPlateauParameters {
  readonly optimizer: SchedulableOptimizer;
  readonly mode?: Mode;
  readonly factor?: number;
  readonly patience?: number;
  readonly threshold?: number;
  readonly thresholdMode?: ThresholdMode;
  readonly cooldown?: number;
  readonly minLr?: PerGroup<number>;
  readonly eps?: number;
}

const NAMES = [
  'optimizer',
  'mode',
  'factor',
  'patience',
  'threshold',
  'thresholdMode',
  'cooldown',
  'minLr',
  'eps',
] as const;

/** Whether `metrics` beats `best` by more than `threshold`, a part of `best` or a difference. */
const BETTER: Readonly<
  Record<Mode, Readonly<Record<ThresholdMode, (metrics: number, best: number, threshold: number) => boolean>>>
> = {
  min: {
    rel: (metrics, best, threshold) => metrics < best * (1 - threshold),
    abs: (metrics, best, threshold) => metrics < best - threshold,
  },
  max: {
    rel: (metrics, best, threshold) => metrics > best * (threshold + 1),
    abs: (metrics, best, threshold) => metrics > best + threshold,
  },
};

/**
 * Multiplies the learning rates by `factor` (0.1) when a metric has not become better for more than `patience` (10)
 * epochs, as torch.optim.lr_scheduler.ReduceLROnPlateau. Smaller is better unless `mode` is `'max'`; better means by
 * more than `threshold` (1e-4), a part of the best or, with `thresholdMode: 'abs'`, a difference. After that, epochs
 * don't count for `cooldown` (0) epochs. No rate falls below `minLr` (0) or changes by `eps` (1e-8) or less.
 *
 * @throws {ValueError} when `factor` is 1 or more, a mode is unknown, or `minLr` has not one value a group.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html
 */
export class ReduceLROnPlateau extends LRScheduler {
  factor: number;
  defaultMinLr: number | null;
  minLrs: readonly number[];
  patience: number;
  cooldown: number;
  eps: number;
  mode: Mode;
  /** The worst there is, with which the search for the best begins. */
  modeWorse: number;
  threshold: number;
  thresholdMode: ThresholdMode;
  best: number;
  cooldownCounter = 0;
  numBadEpochs = 0;

  constructor(...values: Arguments<ReduceLROnPlateauParameters, typeof NAMES>) {
    const bound = bindRequired<ReduceLROnPlateauParameters>(NAMES, 1, values);
    const { optimizer, mode = 'min', factor = 0.1, patience = 10, threshold = 1e-4, thresholdMode = 'rel' } = bound;
    const { cooldown = 0, minLr = 0, eps = 1e-8 } = bound;
    if (factor >= 1) throw new ValueError(`Factor should be < 1.0, got ${factor}.`);
    super(optimizer, 0);
    this.defaultMinLr = typeof minLr === 'number' ? minLr : null;
    this.minLrs = typeof minLr === 'number' ? optimizer.paramGroups.map(() => minLr) : minLr;
    checkMinLrs(this.minLrs, optimizer);
    checkModes(mode, thresholdMode);
    this.factor = factor;
    this.patience = patience;
    this.cooldown = cooldown;
    this.eps = eps;
    this.mode = mode;
    this.modeWorse = worst(mode);
    this.threshold = threshold;
    this.thresholdMode = thresholdMode;
    this.best = this.modeWorse;
    this._lastLr = learningRates(optimizer);
  }

  get inCooldown(): boolean {
    return this.cooldownCounter > 0;
  }

  /**
   * Notes the metric of an epoch and decides. Call it after the validation.
   *
   * @param metrics as a number, or as a tensor of one, which is read at once; WebGPU cannot do that.
   * @param epoch deprecated: the number of the epoch.
   * @throws {TypeError} when there is no metric.
   */
  override step(metrics?: number | Tensor, epoch?: number): void {
    if (epoch !== undefined) this.warnOfEpoch();
    this.lastEpoch = epoch ?? this.lastEpoch + 1;
    this.#count(numberOf(metrics));
    if (this.numBadEpochs > this.patience) {
      this.#reduce();
      this.cooldownCounter = this.cooldown;
      this.numBadEpochs = 0;
    }
    this._lastLr = learningRates(this.optimizer);
  }

  #count(metrics: number): void {
    if (BETTER[this.mode][this.thresholdMode](metrics, this.best, this.threshold)) {
      this.best = metrics;
      this.numBadEpochs = 0;
    } else {
      this.numBadEpochs += 1;
    }
    if (this.inCooldown) {
      this.cooldownCounter -= 1;
      this.numBadEpochs = 0;
    }
  }

  #reduce(): void {
    this.#followGroups();
    this.optimizer.paramGroups.forEach((group, index) => {
      const reduced = Math.max(group.lr * this.factor, this.minLrs[index] ?? 0);
      if (group.lr - reduced > this.eps) group.lr = reduced;
    });
  }

  /** Groups that were added since have the same lower limit, where there is one for all. */
  #followGroups(): void {
    const { paramGroups } = this.optimizer;
    const { defaultMinLr } = this;
    if (paramGroups.length === this.minLrs.length) return;
    if (defaultMinLr === null) {
      throw new RuntimeError(
        `The number of param groups in the \`optimizer\` (${paramGroups.length}) differs from when ` +
          `\`ReduceLROnPlateau\` was initialized (${this.minLrs.length}): set \`minLrs\` to one value a group.`,
      );
    }
    this.minLrs = paramGroups.map(() => defaultMinLr);
  }

  override stateDict(): SchedulerState {
    return this.stateWithout(...STEP_STATE);
  }

  override loadStateDict(state: Readonly<SchedulerState>): void {
    super.loadStateDict(state);
    checkModes(this.mode, this.thresholdMode);
    // Infinities, which JSON lacks, follow from the mode.
    this.modeWorse = worst(this.mode);
    if (typeof state.best !== 'number') this.best = this.modeWorse;
  }
}

function numberOf(metrics: unknown): number {
  const value = metrics instanceof Tensor ? metrics.numpySync()[0] : metrics;
  if (typeof value === 'number') return value;
  throw new TypeError("step() missing 1 required positional argument: 'metrics'. Give the validation loss.");
}

function worst(mode: Mode): number {
  return mode === 'min' ? Infinity : -Infinity;
}

function checkMinLrs(minLrs: readonly number[], { paramGroups }: SchedulableOptimizer): void {
  if (minLrs.length === paramGroups.length) return;
  throw new ValueError(`expected ${paramGroups.length} minLrs, one for each group, got ${minLrs.length}.`);
}

function checkModes(mode: Mode, thresholdMode: ThresholdMode): void {
  if (!(mode in BETTER)) throw new ValueError(`mode ${mode} is unknown! Use 'min' or 'max'.`);
  if (!(thresholdMode in BETTER.min)) {
    throw new ValueError(`threshold mode ${thresholdMode} is unknown! Use 'rel' or 'abs'.`);
  }
}
