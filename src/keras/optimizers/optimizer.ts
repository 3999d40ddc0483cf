import * as tf from '@tensorflow/tfjs-core';
import type { LayerVariable } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { stepValue } from '../../engine/step-value.ts';
import { ValueError } from '../errors.ts';
import { variableOf, Weight } from '../layers/weight.ts';
import { at } from '../utils/lists.ts';
import { isSerializedObject } from '../utils/serialized-object.ts';
import { uniqueName } from '../utils/unique-name.ts';
import { clipGradients } from './clip-gradients.ts';
import {
  completeOptions,
  type LearningRate,
  type OptimizerOptions,
  type OptimizerParameters,
} from './optimizer-parameters.ts';
import { LearningRateSchedule } from './schedules/learning-rate-schedule.ts';
import { deserialize, serialize } from './schedules/serialize.ts';

type TrainedVariable = tf.Variable | LayerVariable;

interface ExclusionParameters {
  readonly varList?: readonly TrainedVariable[] | null;
  /** Regular expressions. */
  readonly varNames?: readonly string[] | null;
}

/** What the numbers of an update depend on. */
export interface UpdateProgress {
  readonly learningRate: number;
  /** The number of the update, from 1. */
  readonly step: number;
}

/** What an optimizer remembers of one variable. */
type Slots = Readonly<Record<string, tf.Variable>>;

/**
 * Base of the optimizers: how gradients change variables. A subclass names its slots, which are made at the first step
 * and belong to the optimizer until `dispose`, and writes `updateStep`.
 *
 * @source https://keras.io/api/optimizers/
 */
export abstract class Optimizer {
  abstract readonly className: string;
  readonly name: string;
  #learningRate: LearningRate;
  readonly #options: OptimizerOptions;
  readonly #config: Readonly<Record<string, unknown>>;
  readonly #slots = new Map<tf.Variable, Slots>();
  readonly #averages = new Map<tf.Variable, tf.Variable>();
  readonly #accumulated = new Map<tf.Variable, tf.Variable>();
  readonly #withoutDecay = new Set<tf.Variable>();
  #namesWithoutDecay: readonly string[] = [];
  /** Calls of `apply` so far. */
  #calls = 0;
  /** Of the last call. */
  #progress: UpdateProgress = { learningRate: 0, step: 0 };
  /** Whether a value of the call that runs counts it. */
  #isCounted = false;

  /** @throws {ValueError} when more than one kind of clipping is asked for, or a number is out of its range. */
  constructor(defaultName: string, parameters: OptimizerParameters, config: object = {}) {
    const { learningRate = 0.001, name, ...options } = parameters;
    this.#options = completeOptions(options);
    this.name = name ?? uniqueName(defaultName);
    this.#learningRate = isSerializedObject(learningRate) ? deserialize(learningRate) : learningRate;
    this.#config = { ...config };
  }

  /** The optimizer of a configuration, as `getConfig` gives it. */
  static fromConfig<T>(this: new (config: object) => T, config: object): T {
    return new this(config);
  }

  /** Updates so far. */
  get iterations(): number {
    return Math.floor(this.#calls / (this.#options.gradientAccumulationSteps ?? 1));
  }

  set iterations(updates: number) {
    this.#calls = updates * (this.#options.gradientAccumulationSteps ?? 1);
  }

  /** Whether a schedule says the learning rate, which then cannot be set. */
  get hasSchedule(): boolean {
    return this.#learningRate instanceof LearningRateSchedule;
  }

  /** The learning rate of the next update; a schedule is asked with the number of calls of `apply`. */
  get learningRate(): number {
    const rate = this.#learningRate;
    if (typeof rate === 'number') return rate;
    return typeof rate === 'function' ? rate() : rate.call(this.#calls);
  }

  /** @throws {TypeError} when the optimizer was built with a schedule. */
  set learningRate(value: LearningRate) {
    if (this.hasSchedule && typeof value === 'number') {
      throw new TypeError(
        'This optimizer was created with a `LearningRateSchedule` object as its `learning_rate` constructor argument, hence ' +
          'its learning rate is not settable. If you need the learning rate to be settable, you should instantiate the ' +
          'optimizer with a float `learning_rate` argument.',
      );
    }
    this.#learningRate = value;
  }

  /** Makes the slots of the variables; `apply` does so by itself. */
  build(variables: readonly TrainedVariable[]): void {
    for (const variable of variables.map(variableOf)) {
      this.#slotsOf(variable);
      if (this.#options.useEma) zerosOf(variable, this.#averages);
      if (this.#options.gradientAccumulationSteps !== null) zerosOf(variable, this.#accumulated);
    }
  }

  /** Every tensor that the optimizer keeps. */
  get variables(): tf.Variable[] {
    const slots = [...this.#slots.values()].flatMap((each) => Object.values(each));
    return [...slots, ...this.#averages.values(), ...this.#accumulated.values()];
  }

  /** Leaves variables out of the weight decay: those of the list, and those with one of the texts in their names. */
  excludeFromWeightDecay(...values: Arguments<ExclusionParameters, readonly ['varList', 'varNames']>): void {
    const { varList = [], varNames = [] } = bindArguments<ExclusionParameters>(['varList', 'varNames'], values);
    for (const variable of varList ?? []) this.#withoutDecay.add(variableOf(variable));
    this.#namesWithoutDecay = varNames ?? [];
  }

  /** The loss, times `lossScaleFactor` where there is one: what gradients for `apply` are taken of. */
  scaleLoss<T extends tf.Tensor>(loss: T): T {
    const { lossScaleFactor } = this.#options;
    return lossScaleFactor === null ? loss : tf.mul(loss, lossScaleFactor);
  }

  /** As `apply`, with each gradient beside its variable. */
  applyGradients(pairs: Iterable<readonly [tf.Tensor | null, TrainedVariable]>): void {
    const list = [...pairs];
    this.apply(
      list.map(([gradient]) => gradient),
      list.map(([, variable]) => variable),
    );
  }

  /**
   * One update of `variables` along their gradients. The gradients stay the caller's; a null one leaves its variable as
   * it is.
   *
   * @param trainableVariables those that the optimizer was built with, unless given.
   * @throws {ValueError} when the counts differ, all gradients are null, or a variable is not one that the optimizer
   *   was built with.
   */
  apply(gradients: readonly (tf.Tensor | null)[], trainableVariables?: readonly TrainedVariable[]): void {
    const variables = trainableVariables ?? [...this.#slots.keys()];
    if (gradients.length !== variables.length) {
      throw new ValueError(`apply: got ${gradients.length} gradients for ${variables.length} variables.`);
    }
    if (gradients.length === 0) return;
    this.#buildOnce(variables);
    const pairs = variables.flatMap((variable, index) => {
      const gradient = gradients[index];
      return gradient ? [[gradient, variable] as const] : [];
    });
    if (pairs.length === 0) throw new ValueError('No gradients provided for any variable.');
    const callsBefore = this.#calls;
    this.#isCounted = false;
    tf.tidy(() => {
      this.#update(
        pairs.map(([gradient]) => this.#unscaled(gradient)),
        pairs.map(([, variable]) => variableOf(variable)),
      );
      for (const [, variable] of pairs) {
        if (variable instanceof Weight && variable.projection)
          variable.assign(variable.projection.call(variable.value));
      }
    });
    // Where no value of the call counted it.
    if (this.#calls === callsBefore) this.#calls += 1;
  }

  /** Replaces the weights by their moving averages; fit calls it at its end. */
  finalizeVariableValues(): void {
    for (const [variable, average] of this.#averages) variable.assign(average);
  }

  /** Frees the slots. */
  dispose(): void {
    for (const variable of this.variables) variable.dispose();
    this.#slots.clear();
    this.#averages.clear();
    this.#accumulated.clear();
  }

  getConfig(): Readonly<Record<string, unknown>> {
    const rate = this.#learningRate;
    return {
      name: this.name,
      learningRate: rate instanceof LearningRateSchedule ? serialize(rate) : rate,
      ...this.#options,
      ...this.#config,
    };
  }

  /** Names of the slots, all 0 at first unless `initialValueOf` says otherwise. */
  protected abstract readonly slotNames: readonly string[];

  protected initialValueOf(slot: string): number;
  protected initialValueOf(): number {
    return 0;
  }

  /** Changes variables and their slots, one after the other. Runs inside a tidy. */
  protected updateAll(gradients: readonly tf.Tensor[], variables: readonly tf.Variable[]): void {
    this.#decay(variables);
    const learningRate = this.stepNumber((progress) => progress.learningRate);
    variables.forEach((variable, index) => this.updateStep(at(gradients, index), variable, learningRate));
  }

  /** Changes one variable and its slots. Runs inside a tidy. */
  protected abstract updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: tf.Tensor): void;

  /**
   * What `compute` gives for the update that runs, for a value of the step: see `stepValue`. One of a call counts it, so
   * that a step which is replayed is counted.
   */
  protected ofStep<Values>(compute: (progress: UpdateProgress) => Values): () => Values {
    const counts = !this.#isCounted;
    this.#isCounted = true;
    return () => {
      if (counts) {
        this.#progress = { learningRate: this.learningRate, step: this.iterations + 1 };
        this.#calls += 1;
      }
      return compute(this.#progress);
    };
  }

  /** A number that changes from step to step, as a tensor. */
  protected stepNumber(compute: (progress: UpdateProgress) => number): tf.Tensor {
    return stepValue(
      this.ofStep((progress) => Float32Array.of(compute(progress))),
      [],
    );
  }

  /** The weight decay of a variable; null where it does not decay. */
  protected weightDecayOf(variable: tf.Variable): number | null {
    if (this.#withoutDecay.has(variable)) return null;
    if (this.#namesWithoutDecay.some((name) => new RegExp(name).test(variable.name))) return null;
    return this.#options.weightDecay;
  }

  /** A slot of a variable. */
  protected slot(variable: tf.Variable, name: string): tf.Variable {
    const slot = this.#slotsOf(variable)[name];
    if (!slot) throw new ValueError(`the optimizer ${this.name} has no slot '${name}'.`);
    return slot;
  }

  #slotsOf(variable: tf.Variable): Slots {
    const known = this.#slots.get(variable);
    if (known) return known;
    const slots = Object.fromEntries(this.slotNames.map((name) => [name, filled(variable, this.initialValueOf(name))]));
    this.#slots.set(variable, slots);
    return slots;
  }

  #buildOnce(variables: readonly TrainedVariable[]): void {
    const unknown = variables.find((variable) => !this.#slots.has(variableOf(variable)));
    if (!unknown) return;
    if (this.#slots.size > 0) {
      throw new ValueError(
        `Unknown variable: ${unknown.name}. This optimizer can only be called for the variables it was originally ` +
          'built with. When working with a new set of variables, you should recreate a new optimizer instance.',
      );
    }
    this.build(variables);
  }

  #unscaled(gradient: tf.Tensor): tf.Tensor {
    const { lossScaleFactor } = this.#options;
    return lossScaleFactor === null ? gradient : tf.div(gradient, lossScaleFactor);
  }

  #update(gradients: readonly tf.Tensor[], variables: readonly tf.Variable[]): void {
    this.#tellCallsApart();
    const updates = this.iterations;
    const averaged = this.#accumulate(gradients, variables);
    if (averaged) this.updateAll(clipGradients(averaged, this.#options), variables);
    if (this.#options.useEma) this.#updateAverages(updates);
  }

  /**
   * Where calls differ by their number, two that do the same must not pass for a step that can be recorded: a replay would
   * never come to the call that does more. A constant that is another one each time sees to it.
   */
  #tellCallsApart(): void {
    const { gradientAccumulationSteps, useEma, emaOverwriteFrequency } = this.#options;
    const differ = gradientAccumulationSteps !== null || (useEma && emaOverwriteFrequency !== null);
    if (differ) tf.scalar(this.#calls);
  }

  /** The gradients for an update, or null where they are only added to those that wait for it. */
  #accumulate(gradients: readonly tf.Tensor[], variables: readonly tf.Variable[]): readonly tf.Tensor[] | null {
    const { gradientAccumulationSteps: steps } = this.#options;
    if (steps === null) return gradients;
    const sums = variables.map((variable, index) => {
      const sum = zerosOf(variable, this.#accumulated);
      sum.assign(tf.add(sum, at(gradients, index)));
      return sum;
    });
    if ((this.#calls + 1) % steps !== 0) return null;
    const averages = sums.map((sum) => tf.div<tf.Tensor>(sum, steps));
    for (const sum of this.#accumulated.values()) sum.assign(tf.zerosLike(sum));
    return averages;
  }

  #decay(variables: readonly tf.Variable[]): void {
    const { weightDecay } = this.#options;
    const decayed = variables.filter((variable) => this.weightDecayOf(variable) !== null);
    if (weightDecay === null || decayed.length === 0) return;
    const share = this.stepNumber(({ learningRate }) => weightDecay * learningRate);
    for (const variable of decayed) variable.assign(tf.sub(variable, tf.mul(variable, share)));
  }

  /** @param updates before this call. */
  #updateAverages(updates: number): void {
    const { emaMomentum, emaOverwriteFrequency } = this.#options;
    // The first average is the value itself, else it would lean towards 0.
    const momentumAt = ({ step }: UpdateProgress) => (step === 1 ? 0 : emaMomentum);
    const momentum = this.stepNumber(momentumAt);
    const share = this.stepNumber((progress) => 1 - momentumAt(progress));
    for (const [variable, average] of this.#averages) {
      average.assign(tf.add(tf.mul(momentum, average), tf.mul(share, variable)));
    }
    if (emaOverwriteFrequency && (updates + 1) % emaOverwriteFrequency === 0) this.finalizeVariableValues();
  }
}

function filled(variable: tf.Variable, value: number): tf.Variable {
  return tf.tidy(() => tf.variable(tf.fill(variable.shape, value), false));
}

/** What is kept for a variable, 0 at first. */
function zerosOf(variable: tf.Variable, kept: Map<tf.Variable, tf.Variable>): tf.Variable {
  const known = kept.get(variable) ?? filled(variable, 0);
  kept.set(variable, known);
  return known;
}
