import { KeyError, NotImplementedError, ValueError } from '../../errors.ts';
import { warn } from '../../warnings.ts';
import type { ParamGroup } from '../param-group.ts';
import {
  checkOptimizer,
  learningRates,
  wasStepped,
  watchSteps,
  type SchedulableOptimizer,
} from './schedulable-optimizer.ts';

/** What a scheduler saves: its variables but the optimizer, under their names. */
export type SchedulerState = Record<string, unknown>;

/** The variables of schedulers that compute each rate from the number of steps; others leave them out of their state. */
export const STEP_STATE = ['baseLrs', '_stepCount', '_isInitial', '_getLrCalledWithinStep'] as const;

const STEPPED_BEFORE_OPTIMIZER =
  'Detected call of `lr_scheduler.step()` before `optimizer.step()`: the first value of the schedule is skipped. ' +
  'Call `optimizer.step()` first. See https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate';

const EPOCH_GIVEN =
  'The epoch parameter of `scheduler.step()` is deprecated: call `scheduler.step()` once after each epoch. ' +
  'With an epoch the closed form of the schedule is used, where it has one.';

const GET_LR_CALLED = 'To get the last learning rate computed by the scheduler, call `getLastLr()`.';

/**
 * Base of the schedulers, as torch.optim.lr_scheduler.LRScheduler: sets the learning rate of each group of parameters
 * when it is made, and again at each `step()`.
 *
 * A subclass overrides `getLr`, and ends its constructor with `this.start()`, which in Python the base does: here the
 * fields of a subclass do not exist before the base is made. Names with a leading underscore are those of PyTorch's
 * state.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LRScheduler.html
 */
export class LRScheduler {
  readonly optimizer: SchedulableOptimizer;
  /** Number of the last epoch, from 0; one more at each `step()`. */
  lastEpoch: number;
  /** The rate of each group before any scheduler. */
  baseLrs: number[] = [];
  protected _stepCount = 0;
  protected _lastLr: number[] = [];
  /** During the step of the constructor. */
  protected _isInitial = false;
  protected _getLrCalledWithinStep = false;
  #warnedOfEpoch = false;

  /**
   * @param lastEpoch -1 for a new training; otherwise the epoch after which it is resumed, with an optimizer whose
   * groups were loaded from a checkpoint and have `initialLr`.
   * @throws {TypeError} when `optimizer` has no groups of parameters.
   */
  constructor(optimizer: SchedulableOptimizer, lastEpoch = -1) {
    checkOptimizer(optimizer);
    this.optimizer = optimizer;
    this.lastEpoch = lastEpoch;
  }

  /**
   * Notes the rates at the start and sets those of the first epoch.
   *
   * @throws {KeyError} when the training is resumed and a group lacks `initialLr`.
   */
  protected start(): void {
    const resumed = this.lastEpoch !== -1;
    this.baseLrs = this.optimizer.paramGroups.map((group, index) => initialLr(group, index, resumed));
    watchSteps(this.optimizer);
    this.initialStep();
  }

  /** The first step, which also a scheduler made of others has them take. */
  initialStep(): void {
    this._stepCount = 0;
    this._isInitial = true;
    try {
      this.step();
    } finally {
      this._isInitial = false;
    }
  }

  /**
   * Goes on to the next epoch. Call it after the optimizer's `step()`.
   *
   * @param epoch deprecated: the epoch to go to.
   */
  step(epoch?: number): void {
    if (this._stepCount === 1 && !wasStepped(this.optimizer)) warn(STEPPED_BEFORE_OPTIMIZER);
    this._stepCount += 1;
    if (epoch !== undefined) this.warnOfEpoch();
    this.updateLr(epoch);
  }

  /** Sets the rates of the next epoch, or of `epoch`, without counting a step. */
  updateLr(epoch?: number): void {
    this.lastEpoch = epoch ?? this.lastEpoch + 1;
    this.setLearningRates(() => (epoch === undefined ? this.getLr() : this.getClosedFormLr()));
  }

  /**
   * The rate of each group for `lastEpoch`, mostly computed from the group's present rate.
   *
   * @throws {NotImplementedError} unless a subclass overrides it.
   */
  getLr(): number[] {
    throw new NotImplementedError(`${this.constructor.name} has no getLr(): override it to return a rate per group.`);
  }

  /** The rate of each group for `lastEpoch`, computed from `baseLrs`; where there is no such form, as `getLr`. */
  protected getClosedFormLr(): number[] {
    return this.getLr();
  }

  /** The learning rate of each group that this scheduler set last. */
  getLastLr(): readonly number[] {
    return this._lastLr;
  }

  /** The variables of this scheduler, which `loadStateDict` takes; without the optimizer, which has a state of its own. */
  stateDict(): SchedulerState {
    return this.stateWithout();
  }

  protected stateWithout(...names: readonly string[]): SchedulerState {
    return Object.fromEntries(Object.entries(this).filter(([name]) => name !== 'optimizer' && !names.includes(name)));
  }

  /** @param state what `stateDict()` of a scheduler of this class returned, also when it was written as JSON since. */
  loadStateDict(state: Readonly<SchedulerState>): void {
    Object.assign(this, state);
  }

  protected setLearningRates(compute: () => readonly number[]): void {
    this._getLrCalledWithinStep = true;
    let rates: readonly number[];
    try {
      rates = compute();
    } finally {
      this._getLrCalledWithinStep = false;
    }
    const { paramGroups } = this.optimizer;
    if (rates.length !== paramGroups.length) throw new ValueError(groupsChanged(paramGroups.length, rates.length));
    paramGroups.forEach((group, index) => {
      group.lr = rates[index] ?? group.lr;
    });
    this._lastLr = learningRates(this.optimizer);
  }

  /** Called by each `getLr`: outside of a step it returns a rate that is set nowhere. */
  protected warnOutsideStep(): void {
    if (!this._getLrCalledWithinStep) warn(GET_LR_CALLED);
  }

  protected warnOfEpoch(): void {
    if (!this.#warnedOfEpoch) warn(EPOCH_GIVEN);
    this.#warnedOfEpoch = true;
  }
}

function initialLr(group: ParamGroup, index: number, resumed: boolean): number {
  if (resumed && group.initialLr === undefined) {
    throw new KeyError(
      `param 'initial_lr' is not specified in param_groups[${index}] when resuming a scheduler with ` +
        'last_epoch >= 0 (here initialLr, paramGroups and lastEpoch)',
      'Load the state of the optimizer first, or leave lastEpoch out to start anew.',
    );
  }
  group.initialLr ??= group.lr;
  return group.initialLr;
}

function groupsChanged(groups: number, known: number): string {
  return (
    `the optimizer has ${groups} groups of parameters, and its scheduler knows ${known}: ` +
    'make the scheduler after the last group is added.'
  );
}
