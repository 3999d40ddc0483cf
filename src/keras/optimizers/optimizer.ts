import * as tf from '@tensorflow/tfjs-core';
import type { LayerVariable } from '@tensorflow/tfjs-layers';
import { ValueError } from '../errors.ts';
import { variableOf, Weight } from '../layers/weight.ts';
import { at } from '../utils/lists.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';
import { uniqueName } from '../utils/unique-name.ts';
import { clipGradients } from './clip-gradients.ts';
import type { LearningRateSchedule } from './schedules/learning-rate-schedule.ts';
import { deserialize, serialize } from './schedules/serialize.ts';

/** What every optimizer can be built with, by name. */
export interface OptimizerParameters {
  /** A number, or a schedule of them by step, or the serialized form of one. */
  readonly learningRate?: number | LearningRateSchedule | SerializedObject;
  /** Share of a weight that is taken off at each step, times the learning rate. */
  readonly weightDecay?: number | null;
  /** Largest norm of each gradient. */
  readonly clipnorm?: number | null;
  /** Largest size of each element of a gradient. */
  readonly clipvalue?: number | null;
  /** Largest norm of all gradients together. */
  readonly globalClipnorm?: number | null;
  /** Whether moving averages of the weights are kept. */
  readonly useEma?: boolean;
  readonly emaMomentum?: number;
  /** Steps after which the weights become their averages; null for the end of the training. */
  readonly emaOverwriteFrequency?: number | null;
  readonly name?: string;
}

type TrainedVariable = tf.Variable | LayerVariable;

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
  /** Updates so far. */
  iterations = 0;
  #learningRate: number | LearningRateSchedule;
  readonly #options: Required<Omit<OptimizerParameters, 'learningRate' | 'name'>>;
  readonly #config: Readonly<Record<string, unknown>>;
  readonly #slots = new Map<tf.Variable, Slots>();
  readonly #averages = new Map<tf.Variable, tf.Variable>();
  readonly #withoutDecay = new Set<tf.Variable>();

  /** @throws {ValueError} when more than one kind of clipping is asked for. */
  constructor(defaultName: string, parameters: OptimizerParameters, config: object = {}) {
    const { learningRate = 0.001, weightDecay = null, clipnorm = null, clipvalue = null } = parameters;
    const { globalClipnorm = null, useEma = false, emaMomentum = 0.99, emaOverwriteFrequency = null } = parameters;
    if ([clipnorm, clipvalue, globalClipnorm].filter((limit) => limit !== null).length > 1) {
      throw new ValueError('only one of clipnorm, clipvalue and globalClipnorm can be set: choose one.');
    }
    this.name = parameters.name ?? uniqueName(defaultName);
    this.#learningRate = isSerializedObject(learningRate) ? deserialize(learningRate) : learningRate;
    this.#options = {
      weightDecay,
      clipnorm,
      globalClipnorm,
      clipvalue,
      useEma,
      emaMomentum,
      emaOverwriteFrequency,
    };
    this.#config = { ...config };
  }

  /** The learning rate of the next update. */
  get learningRate(): number {
    return typeof this.#learningRate === 'number' ? this.#learningRate : this.#learningRate.call(this.iterations);
  }

  /** @throws {TypeError} when the optimizer was built with a schedule. */
  set learningRate(value: number | LearningRateSchedule) {
    if (typeof this.#learningRate !== 'number' && typeof value === 'number') {
      throw new TypeError(
        'this optimizer was created with a LearningRateSchedule, so its learning rate cannot be set. ' +
          'Create it with a number if you want to change it.',
      );
    }
    this.#learningRate = value;
  }

  /** Makes the slots of the variables; `apply` does so by itself. */
  build(variables: readonly TrainedVariable[]): void {
    for (const variable of variables.map(variableOf)) {
      this.#slotsOf(variable);
      if (this.#options.useEma) this.#averageOf(variable);
    }
  }

  /** Every tensor that the optimizer keeps. */
  get variables(): tf.Variable[] {
    return [...[...this.#slots.values()].flatMap((slots) => Object.values(slots)), ...this.#averages.values()];
  }

  /** Leaves these variables out of the weight decay. */
  excludeFromWeightDecay(variables: readonly TrainedVariable[]): void {
    for (const variable of variables) this.#withoutDecay.add(variableOf(variable));
  }

  /** As `apply`, with each gradient beside its variable; a null gradient leaves its variable as it is. */
  applyGradients(pairs: readonly (readonly [tf.Tensor | null, TrainedVariable])[]): void {
    const some = pairs.filter((pair): pair is readonly [tf.Tensor, TrainedVariable] => pair[0] !== null);
    this.apply(
      some.map(([gradient]) => gradient),
      some.map(([, variable]) => variable),
    );
  }

  /**
   * One update of `variables` along their gradients. The gradients stay the caller's.
   *
   * @throws {ValueError} when the counts differ.
   */
  apply(gradients: readonly tf.Tensor[], variables: readonly TrainedVariable[]): void {
    if (gradients.length !== variables.length) {
      throw new ValueError(`apply: got ${gradients.length} gradients for ${variables.length} variables.`);
    }
    if (gradients.length === 0) return;
    this.build(variables);
    tf.tidy(() => {
      const values = variables.map(variableOf);
      const clipped = clipGradients(gradients, this.#options);
      values.forEach((value) => this.#decay(value));
      this.beginStep();
      values.forEach((value, index) => this.updateStep(at(clipped, index), value, this.learningRate));
      if (this.#options.useEma) this.#updateAverages();
      for (const variable of variables) {
        if (variable instanceof Weight && variable.projection)
          variable.assign(variable.projection.call(variable.value));
      }
    });
    this.iterations += 1;
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
  }

  getConfig(): Readonly<Record<string, unknown>> {
    const rate = this.#learningRate;
    return {
      name: this.name,
      learningRate: typeof rate === 'number' ? rate : serialize(rate),
      ...this.#options,
      ...this.#config,
    };
  }

  /** Names of the slots, all 0 at first unless `initialSlotValue` says otherwise. */
  protected abstract readonly slotNames: readonly string[];

  protected readonly initialSlotValue: number = 0;

  /** What is the same for all variables of a step. */
  protected beginStep(): void {
    // For subclasses.
  }

  /** Changes one variable and its slots. Runs inside a tidy. */
  protected abstract updateStep(gradient: tf.Tensor, variable: tf.Variable, learningRate: number): void;

  /** A slot of a variable. */
  protected slot(variable: tf.Variable, name: string): tf.Variable {
    const slot = this.#slotsOf(variable)[name];
    if (!slot) throw new ValueError(`the optimizer ${this.name} has no slot '${name}'.`);
    return slot;
  }

  #slotsOf(variable: tf.Variable): Slots {
    const known = this.#slots.get(variable);
    if (known) return known;
    const slots = Object.fromEntries(this.slotNames.map((name) => [name, filled(variable, this.initialSlotValue)]));
    this.#slots.set(variable, slots);
    return slots;
  }

  #averageOf(variable: tf.Variable): tf.Variable {
    const known = this.#averages.get(variable);
    if (known) return known;
    const average = filled(variable, 0);
    this.#averages.set(variable, average);
    return average;
  }

  #decay(variable: tf.Variable): void {
    const { weightDecay } = this.#options;
    if (weightDecay === null || this.#withoutDecay.has(variable)) return;
    variable.assign(tf.sub(variable, tf.mul(variable, weightDecay * this.learningRate)));
  }

  #updateAverages(): void {
    const { emaMomentum, emaOverwriteFrequency } = this.#options;
    for (const [variable, average] of this.#averages) {
      // The first average is the value itself, else it would lean towards 0.
      const momentum = this.iterations === 0 ? 0 : emaMomentum;
      average.assign(tf.add(tf.mul(momentum, average), tf.mul(1 - momentum, variable)));
    }
    if (emaOverwriteFrequency !== null && (this.iterations + 1) % emaOverwriteFrequency === 0) {
      this.finalizeVariableValues();
    }
  }
}

function filled(variable: tf.Variable, value: number): tf.Variable {
  return tf.tidy(() => tf.variable(tf.fill(variable.shape, value), false));
}
