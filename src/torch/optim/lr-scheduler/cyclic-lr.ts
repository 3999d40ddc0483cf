import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { perGroup, type PerGroup } from './arguments.ts';
import { LRScheduler, type SchedulerState } from './lr-scheduler.ts';
import { momentumCycle, setMomentum, startMomentum } from './momentum.ts';
import { divide } from './python-arithmetic.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

type CyclicMode = 'triangular' | 'triangular2' | 'exp_range';

/** The scale of a cycle, from its number (from 1) or from the number of the iteration (from 0). */
type ScaleFn = (x: number) => number;

interface CyclicLRParameters {
  readonly optimizer: SchedulableOptimizer;
  readonly baseLr: PerGroup<number>;
  readonly maxLr: PerGroup<number>;
  readonly stepSizeUp?: number;
  readonly stepSizeDown?: number | null;
  readonly mode?: CyclicMode;
  readonly gamma?: number;
  readonly scaleFn?: ScaleFn | null;
  readonly scaleMode?: 'cycle' | 'iterations';
  readonly cycleMomentum?: boolean;
  readonly baseMomentum?: PerGroup<number>;
  readonly maxMomentum?: PerGroup<number>;
  readonly lastEpoch?: number;
}

const NAMES = [
  'optimizer',
  'baseLr',
  'maxLr',
  'stepSizeUp',
  'stepSizeDown',
  'mode',
  'gamma',
  'scaleFn',
  'scaleMode',
  'cycleMomentum',
  'baseMomentum',
  'maxMomentum',
  'lastEpoch',
] as const;

/** How each mode scales a cycle with the number `x` of the cycle or of the iteration. */
const SCALES: Readonly<Record<CyclicMode, (x: number, gamma: number) => number>> = {
  triangular: () => 1,
  triangular2: (x) => 1 / 2 ** (x - 1),
  exp_range: (x, gamma) => gamma ** x,
};

/**
 * Moves the learning rates between `baseLr` and `maxLr`, `stepSizeUp` (2000) batches up and `stepSizeDown` (as many)
 * down, and the momentum the other way between `maxMomentum` (0.9) and `baseMomentum` (0.8), as
 * torch.optim.lr_scheduler.CyclicLR. `mode` lowers the peaks: `'triangular'` not at all, `'triangular2'` by half each
 * cycle, `'exp_range'` by `gamma` (1) each batch; `scaleFn` takes its place. Call `step()` after every batch.
 *
 * @throws {ValueError} when a list has not one value a group, `mode` is unknown and there is no `scaleFn`, or the
 * optimizer has no momentum to cycle.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CyclicLR.html
 */
export class CyclicLR extends LRScheduler {
  maxLrs: number[];
  /** Batches in a cycle. */
  totalSize: number;
  /** The part of a cycle that leads up. */
  stepRatio: number;
  mode: CyclicMode;
  gamma: number;
  scaleMode: 'cycle' | 'iterations';
  cycleMomentum: boolean;
  declare useBeta1?: boolean;
  declare baseMomentums?: number[];
  declare maxMomentums?: number[];
  readonly #scaleFn: ScaleFn | null;

  constructor(...values: Arguments<CyclicLRParameters, typeof NAMES>) {
    const bound = bindRequired<CyclicLRParameters>(NAMES, 3, values);
    const { optimizer, stepSizeUp = 2000, mode = 'triangular', gamma = 1, scaleFn = null, scaleMode = 'cycle' } = bound;
    const { cycleMomentum = true, baseMomentum = 0.8, maxMomentum = 0.9, lastEpoch = -1 } = bound;
    super(optimizer, lastEpoch);
    const baseLrs = perGroup(bound.baseLr, 'baseLr', optimizer);
    if (lastEpoch === -1) this.setLearningRates(() => baseLrs);
    this.maxLrs = perGroup(bound.maxLr, 'maxLr', optimizer);
    this.totalSize = stepSizeUp + (bound.stepSizeDown ?? stepSizeUp);
    this.stepRatio = divide(stepSizeUp, this.totalSize);
    if (!(mode in SCALES) && !scaleFn) {
      throw new ValueError(`mode is invalid and scaleFn is null: got '${mode}', known are ${modeNames()}.`);
    }
    this.mode = mode;
    this.gamma = gamma;
    this.#scaleFn = scaleFn;
    this.scaleMode = scaleFn ? scaleMode : scaleModeOf(mode);
    this.cycleMomentum = cycleMomentum;
    if (cycleMomentum) {
      const cycle = momentumCycle(optimizer, baseMomentum, maxMomentum);
      Object.assign(this, cycle);
      if (lastEpoch === -1) startMomentum(optimizer, cycle);
    }
    this.start();
    this.baseLrs = baseLrs;
  }

  /** The scale of the cycle or of the iteration `x`. */
  scaleFn(x: number): number {
    return this.#scaleFn ? this.#scaleFn(x) : SCALES[this.mode](x, this.gamma);
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const cycles = this.lastEpoch / this.totalSize;
    const cycle = Math.floor(1 + cycles);
    const x = 1 + cycles - cycle;
    const height = x <= this.stepRatio ? x / this.stepRatio : (x - 1) / (this.stepRatio - 1);
    const scaled = this.scaleMode === 'cycle' ? cycle : this.lastEpoch;
    if (this.cycleMomentum) this.#setMomentums(height, scaled);
    return this.baseLrs.map((base, group) => {
      const max = this.maxLrs[group] ?? base;
      return base + (max - base) * height * this.scaleFn(scaled);
    });
  }

  #setMomentums(height: number, scaled: number): void {
    const { baseMomentums = [], maxMomentums = [], useBeta1 = false } = this;
    this.optimizer.paramGroups.forEach((group, index) => {
      const [base, max] = [baseMomentums[index], maxMomentums[index]];
      if (base === undefined || max === undefined) return;
      setMomentum(group, max - (max - base) * height * this.scaleFn(scaled), useBeta1);
    });
  }

  /** A `scaleFn` of one's own is code and no state. */
  override stateDict(): SchedulerState {
    return { ...super.stateDict(), _scaleFnCustom: null };
  }
}

function scaleModeOf(mode: CyclicMode): 'cycle' | 'iterations' {
  return mode === 'exp_range' ? 'iterations' : 'cycle';
}

function modeNames(): string {
  return Object.keys(SCALES).join(', ');
}
