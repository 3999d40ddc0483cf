import * as tf from '@tensorflow/tfjs-core';
import { SymbolicTensor, type Shape } from '@tensorflow/tfjs-layers';
import { dropoutMask } from '../../engine/dropout-mask.ts';
import { getActivation, type Activation, type ActivationLike } from '../activations/get-activation.ts';
import * as constraints from '../constraints/index.ts';
import { ValueError } from '../errors.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import type { Initializer } from '../initializers/initializer.ts';
import { SeedGenerator } from '../random/seed-generator.ts';
import * as regularizers from '../regularizers/index.ts';
import { asList, at, only } from '../utils/lists.ts';
import { batchLength } from '../utils/shapes.ts';
import { toSnakeCase } from '../utils/unique-name.ts';
import { without } from '../utils/without.ts';
import { Layer, type CallArguments, type LayerParameters } from './layer.ts';
import type { Masks } from './masks.ts';
import { positiveInteger } from './requirements.ts';
import { oneShape } from './shape.ts';
import { stepsOf } from './steps.ts';
import type { Weight } from './weight.ts';

export interface RecurrentParameters extends LayerParameters {
  readonly units?: number;
  readonly activation?: ActivationLike;
  readonly recurrentActivation?: ActivationLike;
  readonly useBias?: boolean;
  readonly kernelInitializer?: InitializerLike;
  readonly recurrentInitializer?: InitializerLike;
  readonly biasInitializer?: InitializerLike;
  readonly kernelRegularizer?: regularizers.RegularizerLike;
  readonly recurrentRegularizer?: regularizers.RegularizerLike;
  readonly biasRegularizer?: regularizers.RegularizerLike;
  readonly kernelConstraint?: constraints.ConstraintLike;
  readonly recurrentConstraint?: constraints.ConstraintLike;
  readonly biasConstraint?: constraints.ConstraintLike;
  /** Share of the inputs that is dropped, the same at every step of a batch. */
  readonly dropout?: number;
  /** Share of the state that is dropped, the same at every step of a batch. */
  readonly recurrentDropout?: number;
  readonly seed?: number | null;
  /** Whether the output of every step is returned, and not only the last. */
  readonly returnSequences?: boolean;
  /** Whether the last state is returned too. */
  readonly returnState?: boolean;
  readonly goBackwards?: boolean;
  /** Whether a batch begins with the states in which the one before it ended, until `resetState`. */
  readonly stateful?: boolean;
  /** Accepted as in Keras; every step is computed for itself here. */
  readonly unroll?: boolean;
  /** Whether the output of a step that the mask leaves out is 0, and not that of the step before it. */
  readonly zeroOutputForMask?: boolean;
}

interface RecurrentConfig {
  readonly units: number;
  readonly activation: Activation;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly recurrentInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly kernelRegularizer: regularizers.Regularizer | null;
  readonly recurrentRegularizer: regularizers.Regularizer | null;
  readonly biasRegularizer: regularizers.Regularizer | null;
  readonly kernelConstraint: constraints.Constraint | null;
  readonly recurrentConstraint: constraints.Constraint | null;
  readonly biasConstraint: constraints.Constraint | null;
  readonly dropout: number;
  readonly recurrentDropout: number;
  readonly seed: number | null;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly goBackwards: boolean;
  readonly stateful: boolean;
  readonly unroll: boolean;
  readonly zeroOutputForMask: boolean;
  readonly activityRegularizer: regularizers.Regularizer | null;
}

type Symbols = SymbolicTensor | SymbolicTensor[];

/** Keyword arguments of a call, in which states may be symbolic. */
interface RecurrentArguments extends Omit<CallArguments, 'initialState'> {
  readonly initialState?: tf.Tensor | tf.Tensor[] | Symbols;
}

/** What a step of a recurrent layer computes: the new states, the first of which is the output. */
export type States = readonly tf.Tensor[];

/**
 * Base of the recurrent layers: [batch, steps, inputs] -> [batch, units], or [batch, steps, units] with
 * `returnSequences`; with `returnState` a list of this and the last states.
 *
 * Kernel [inputs, gates units], recurrent kernel [units, gates units], the gates side by side.
 *
 * @source https://keras.io/api/layers/recurrent_layers/
 */
export abstract class Recurrent extends Layer {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  kernel: Weight | null = null;
  recurrentKernel: Weight | null = null;
  bias: Weight | null = null;
  protected override readonly weightScope: readonly string[];
  protected readonly cell: RecurrentConfig;
  readonly #generator: SeedGenerator;
  /** What a stateful layer ended with. */
  #lastStates: States | null = null;

  constructor(layer: string, parameters: RecurrentParameters, own: Readonly<Record<string, unknown>> = {}) {
    // Of Keras's layers, this one takes its seed before its initializers theirs.
    const early = layer === 'SimpleRNN' ? new SeedGenerator(parameters.seed) : null;
    const { config, rest } = splitParameters(layer, parameters);
    super(rest, { ...config, ...own });
    this.cell = config;
    this.weightScope = [`${toSnakeCase(layer)}_cell`];
    this.units = config.units;
    this.returnSequences = config.returnSequences;
    this.returnState = config.returnState;
    this.#generator = early ?? new SeedGenerator(config.seed);
    this.inputRequirements = { ndim: 3 };
  }

  /** Gates, each as wide as `units`. */
  protected abstract readonly gates: number;
  /** Tensors that a step hands to the next. */
  protected readonly stateCount: number = 1;

  /** One step. `projected` is the input times the kernel; `recurrent` multiplies a state with the recurrent kernel. */
  protected abstract step(projected: tf.Tensor, states: States, weights: StepWeights): States;

  protected get biasShape(): number[] {
    return [this.gates * this.units];
  }

  protected biasInitializer(): InitializerLike {
    return this.cell.biasInitializer;
  }

  override build(inputShape: Shape | Shape[]): void {
    const { cell, units } = this;
    const inputs = oneShape(inputShape).at(-1) ?? null;
    const width = this.gates * units;
    this.kernel = this.addWeight({
      name: 'kernel',
      shape: [inputs, width],
      initializer: cell.kernelInitializer,
      regularizer: cell.kernelRegularizer,
      constraint: cell.kernelConstraint,
    });
    this.recurrentKernel = this.addWeight({
      name: 'recurrent_kernel',
      shape: [units, width],
      initializer: cell.recurrentInitializer,
      regularizer: cell.recurrentRegularizer,
      constraint: cell.recurrentConstraint,
    });
    if (cell.useBias) {
      this.bias = this.addWeight({
        name: 'bias',
        shape: this.biasShape,
        initializer: this.biasInitializer(),
        regularizer: cell.biasRegularizer,
        constraint: cell.biasConstraint,
      });
    }
    this.inputRequirements = { ndim: 3, ...(inputs !== null && { axes: { '-1': inputs } }) };
    super.build(inputShape);
  }

  /** In the graph of a model, an initial state is an input beside the sequence. */
  override apply(inputs: Symbols, kwargs?: RecurrentArguments): SymbolicTensor;
  override apply(inputs: tf.Tensor | tf.Tensor[], kwargs?: CallArguments): tf.Tensor;
  override apply(
    inputs: Symbols | tf.Tensor | tf.Tensor[],
    kwargs?: RecurrentArguments,
  ): tf.Tensor | tf.Tensor[] | Symbols;
  override apply(
    inputs: Symbols | tf.Tensor | tf.Tensor[],
    { initialState, ...kwargs }: RecurrentArguments = {},
  ): tf.Tensor | tf.Tensor[] | Symbols {
    const states = asList<tf.Tensor | SymbolicTensor>(initialState ?? []);
    const symbols = states.filter((state) => state instanceof SymbolicTensor);
    if (symbols.length > 0) return super.apply([...asList(inputs), ...symbols] as SymbolicTensor[], kwargs);
    const tensors = states.filter((state) => state instanceof tf.Tensor);
    return super.apply(inputs, { ...kwargs, ...(tensors.length > 0 && { initialState: tensors }) });
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArguments = {}): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const [x, ...symbolicStates] = asList(inputs);
      if (!x) throw new ValueError(`layer '${this.name}': expected a sequence.`);
      const weights = this.#stepWeights(x, kwargs.training ?? false);
      const given = weights.inputMask ? tf.mul(x, tf.expandDims(weights.inputMask, 1)) : x;
      const steps = inTurn(stepsOf(given), this.cell.goBackwards);
      const mask = kwargs.mask ? only<tf.Tensor | null>(kwargs.mask) : null;
      const counted = mask && inTurn(stepsOf(tf.expandDims(tf.cast(mask, 'bool'), -1)), this.cell.goBackwards);
      const initialState = symbolicStates.length > 0 ? symbolicStates : kwargs.initialState;
      let states = this.#initialStates(batchLength(x), initialState);
      let output: tf.Tensor = tf.zerosLike(at(states, 0));
      const outputs = steps.map((input, index) => {
        const next = this.step(tf.matMul(input, weights.kernel), states, weights);
        const counts = counted?.[index];
        const kept = this.cell.zeroOutputForMask ? tf.zerosLike(output) : output;
        output = counts ? tf.where(counts, at(next, 0), kept) : at(next, 0);
        states = counts ? next.map((state, place) => tf.where(counts, state, at(states, place))) : next;
        return output;
      });
      if (this.cell.stateful) this.#keepStates(states);
      const result = this.returnSequences ? tf.stack(outputs, 1) : output;
      return this.returnState ? [result, ...states.map((state) => tf.clone(state))] : result;
    });
  }

  /** Lets a stateful layer begin with zeros again. */
  resetState(): void {
    tf.dispose([...(this.#lastStates ?? [])]);
    this.#lastStates = null;
  }

  override dispose(): ReturnType<Layer['dispose']> {
    this.resetState();
    return super.dispose();
  }

  protected override outputMasks(_: readonly tf.Tensor[], masks: Masks): Masks {
    return this.returnSequences ? masks.slice(0, 1) : [];
  }

  #keepStates(states: States): void {
    const kept = states.map((state) => tf.keep(tf.clone(state)));
    this.resetState();
    this.#lastStates = kept;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const [batch = null, steps = null] = oneShape(inputShape);
    const output = this.returnSequences ? [batch, steps, this.units] : [batch, this.units];
    if (!this.returnState) return output;
    return [output, ...Array.from({ length: this.stateCount }, (): Shape => [batch, this.units])];
  }

  #initialStates(batch: number, initialState: CallArguments['initialState']): States {
    if (!initialState && this.#lastStates) return this.#lastStates;
    if (!initialState) return Array.from({ length: this.stateCount }, () => tf.zeros([batch, this.units]));
    const states = asList<tf.Tensor>(initialState);
    if (states.length === this.stateCount) return states;
    throw new ValueError(`layer '${this.name}' has ${this.stateCount} states, got ${states.length}.`);
  }

  #stepWeights(x: tf.Tensor, training: boolean): StepWeights {
    const { kernel, recurrentKernel } = this;
    if (!kernel || !recurrentKernel) throw new ValueError(`layer '${this.name}' is not built.`);
    const batch = batchLength(x);
    const mask = (rate: number, width: number) =>
      training && rate > 0 ? dropoutMask([batch, width], rate, this.#generator) : null;
    return {
      kernel: kernel.value,
      recurrentKernel: recurrentKernel.value,
      bias: this.bias?.value ?? null,
      inputMask: mask(this.cell.dropout, x.shape[2] ?? 1),
      stateMask: mask(this.cell.recurrentDropout, this.units),
    };
  }
}

function inTurn(steps: readonly tf.Tensor[], goBackwards: boolean): readonly tf.Tensor[] {
  return goBackwards ? steps.toReversed() : steps;
}

/** What all steps of a call share. */
export interface StepWeights {
  readonly kernel: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  readonly bias: tf.Tensor | null;
  readonly inputMask: tf.Tensor | null;
  readonly stateMask: tf.Tensor | null;
}

/** The state with its mask, where there is one. */
export function masked(state: tf.Tensor, { stateMask }: StepWeights): tf.Tensor {
  return stateMask ? tf.mul(state, stateMask) : state;
}

function splitParameters(
  layer: string,
  parameters: RecurrentParameters,
): { config: RecurrentConfig; rest: LayerParameters } {
  const { units, activation = 'tanh', useBias = true, kernelInitializer = 'glorotUniform', ...second } = parameters;
  const { recurrentInitializer = 'orthogonal', biasInitializer = 'zeros', kernelRegularizer, ...third } = second;
  const { recurrentRegularizer, biasRegularizer, kernelConstraint, recurrentConstraint, ...fourth } = third;
  const { biasConstraint, dropout = 0, recurrentDropout = 0, seed = null, ...fifth } = fourth;
  const { returnSequences = false, returnState = false, goBackwards = false, ...sixth } = fifth;
  const { stateful = false, unroll = false, zeroOutputForMask = false } = sixth;
  const rest = without(sixth, ['recurrentActivation', 'stateful', 'unroll', 'zeroOutputForMask']);
  const config: RecurrentConfig = {
    units: positiveInteger(units, `${layer}: units`),
    activation: getActivation(activation),
    useBias,
    kernelInitializer: getInitializer(kernelInitializer),
    recurrentInitializer: getInitializer(recurrentInitializer),
    biasInitializer: getInitializer(biasInitializer),
    kernelRegularizer: regularizers.get(kernelRegularizer),
    recurrentRegularizer: regularizers.get(recurrentRegularizer),
    biasRegularizer: regularizers.get(biasRegularizer),
    kernelConstraint: constraints.get(kernelConstraint),
    recurrentConstraint: constraints.get(recurrentConstraint),
    biasConstraint: constraints.get(biasConstraint),
    dropout,
    recurrentDropout,
    seed,
    returnSequences,
    returnState,
    goBackwards,
    stateful,
    unroll,
    zeroOutputForMask,
    activityRegularizer: regularizers.get(parameters.activityRegularizer),
  };
  return { config, rest };
}
