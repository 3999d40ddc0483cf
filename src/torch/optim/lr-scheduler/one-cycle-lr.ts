import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { KeyError, ValueError } from '../../errors.ts';
import type { ParamGroup } from '../param-group.ts';
import { perGroup, type PerGroup } from './arguments.ts';
import { LRScheduler } from './lr-scheduler.ts';
import { momentumCycle, setMomentum, startMomentum } from './momentum.ts';
import { schedulePhases, type GroupLimit, type SchedulePhase } from './one-cycle-phases.ts';
import { divide } from './python-arithmetic.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

type AnnealStrategy = 'cos' | 'linear';

interface OneCycleLRParameters {
  readonly optimizer: SchedulableOptimizer;
  readonly maxLr: PerGroup<number>;
  readonly totalSteps?: number | null;
  readonly epochs?: number | null;
  readonly stepsPerEpoch?: number | null;
  /** The part of the cycle in which the rate climbs. */
  readonly pctStart?: number;
  readonly annealStrategy?: AnnealStrategy;
  readonly cycleMomentum?: boolean;
  readonly baseMomentum?: PerGroup<number>;
  readonly maxMomentum?: PerGroup<number>;
  /** `maxLr` over the first rate. */
  readonly divFactor?: number;
  /** The first rate over the last. */
  readonly finalDivFactor?: number;
  readonly threePhase?: boolean;
  readonly lastEpoch?: number;
}

const NAMES = [
  'optimizer',
  'maxLr',
  'totalSteps',
  'epochs',
  'stepsPerEpoch',
  'pctStart',
  'annealStrategy',
  'cycleMomentum',
  'baseMomentum',
  'maxMomentum',
  'divFactor',
  'finalDivFactor',
  'threePhase',
  'lastEpoch',
] as const;

const ANNEALING: Readonly<Record<AnnealStrategy, (start: number, end: number, part: number) => number>> = {
  cos: (start, end, part) => end + ((start - end) / 2) * (Math.cos(Math.PI * part) + 1),
  linear: (start, end, part) => (end - start) * part + start,
};

/**
 * One climb of the learning rates from `maxLr / divFactor` (25) to `maxLr`, and one way down to a `finalDivFactor`th
 * (10000th) of where they started, in `totalSteps` or `epochs · stepsPerEpoch` steps, as
 * torch.optim.lr_scheduler.OneCycleLR. The momentum moves the other way, from `maxMomentum` (0.95) to `baseMomentum`
 * (0.85) and back. With `threePhase` the way down stops over at the first rate. Call `step()` after every batch.
 *
 * @throws {ValueError} when an option is out of its range, the length is not given, a list has not one value a group,
 * the optimizer has no momentum to cycle, or more steps are taken than there are.
 * @throws {ZeroDivisionError} when a phase lasts no step.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html
 */
export class OneCycleLR extends LRScheduler {
  totalSteps: number;
  cycleMomentum: boolean;
  declare useBeta1?: boolean;
  protected _schedulePhases: readonly SchedulePhase[];
  protected _annealFuncType: AnnealStrategy;

  constructor(...values: Arguments<OneCycleLRParameters, typeof NAMES>) {
    const bound = bindRequired<OneCycleLRParameters>(NAMES, 2, values);
    const {
      optimizer,
      pctStart = 0.3,
      annealStrategy = 'cos',
      divFactor = 25,
      finalDivFactor = 1e4,
      threePhase = false,
    } = bound;
    const { cycleMomentum = true, baseMomentum = 0.85, maxMomentum = 0.95, lastEpoch = -1 } = bound;
    super(optimizer, lastEpoch);
    this.totalSteps = countSteps(bound);
    checkShape(pctStart, annealStrategy);
    this._schedulePhases = schedulePhases(this.totalSteps, pctStart, threePhase);
    this._annealFuncType = annealStrategy;
    const maxLrs = perGroup(bound.maxLr, 'maxLr', optimizer);
    if (lastEpoch === -1) noteRates(optimizer, maxLrs, divFactor, finalDivFactor);
    this.cycleMomentum = cycleMomentum;
    if (cycleMomentum) {
      const cycle = momentumCycle(optimizer, baseMomentum, maxMomentum);
      this.useBeta1 = cycle.useBeta1;
      if (lastEpoch === -1) startMomentum(optimizer, cycle);
    }
    this.start();
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    if (this.lastEpoch > this.totalSteps) {
      throw new ValueError(
        `Tried to step ${this.lastEpoch} times. The specified number of total steps is ${this.totalSteps}: ` +
          'make the cycle longer, or step once a batch.',
      );
    }
    return this.optimizer.paramGroups.map((group) => this.#rateOf(group));
  }

  /** The rate of a group; sets its momentum on the way. */
  #rateOf(group: ParamGroup): number {
    const { phase, startStep } = this.#presentPhase();
    const part = divide(this.lastEpoch - startStep, phase.endStep - startStep);
    const anneal = ANNEALING[this._annealFuncType];
    if (this.cycleMomentum) {
      const momentum = anneal(limit(group, phase.startMomentum), limit(group, phase.endMomentum), part);
      setMomentum(group, momentum, this.useBeta1 ?? false);
    }
    return anneal(limit(group, phase.startLr), limit(group, phase.endLr), part);
  }

  #presentPhase(): { readonly phase: SchedulePhase; readonly startStep: number } {
    const found = this._schedulePhases.findIndex(({ endStep }) => this.lastEpoch <= endStep);
    const index = found === -1 ? this._schedulePhases.length - 1 : found;
    const phase = this._schedulePhases[index];
    if (!phase) throw new ValueError('the state of OneCycleLR has no phases: load what stateDict() returned.');
    return { phase, startStep: this._schedulePhases[index - 1]?.endStep ?? 0 };
  }
}

function limit(group: ParamGroup, name: GroupLimit): number {
  const value = group[name];
  if (value !== undefined) return value;
  throw new KeyError(`a group of parameters has no '${name}': load the state of the optimizer before you resume.`);
}

function noteRates(optimizer: SchedulableOptimizer, maxLrs: number[], divFactor: number, finalDivFactor: number): void {
  optimizer.paramGroups.forEach((group, index) => {
    const maxLr = maxLrs[index] ?? group.lr;
    group.initialLr = divide(maxLr, divFactor);
    group.maxLr = maxLr;
    group.minLr = divide(group.initialLr, finalDivFactor);
  });
}

function countSteps({ totalSteps, epochs, stepsPerEpoch }: OneCycleLRParameters): number {
  if (isGiven(totalSteps)) return positiveInteger(totalSteps, 'totalSteps');
  if (!isGiven(epochs) || !isGiven(stepsPerEpoch)) {
    throw new ValueError('You must define either totalSteps OR (epochs AND stepsPerEpoch).');
  }
  return positiveInteger(epochs, 'epochs') * positiveInteger(stepsPerEpoch, 'stepsPerEpoch');
}

function isGiven(value: number | null | undefined): value is number {
  return value !== undefined && value !== null;
}

function positiveInteger(value: number, name: string): number {
  if (value > 0 && Number.isInteger(value)) return value;
  throw new ValueError(`Expected positive integer ${name}, but got ${value}.`);
}

function checkShape(pctStart: number, annealStrategy: AnnealStrategy): void {
  if (pctStart < 0 || pctStart > 1) {
    throw new ValueError(`Expected float between 0 and 1 pctStart, but got ${pctStart}.`);
  }
  if (!(annealStrategy in ANNEALING)) {
    throw new ValueError(`annealStrategy must be one of 'cos' or 'linear', instead got ${annealStrategy}.`);
  }
}
