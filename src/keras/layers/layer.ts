import * as tf from '@tensorflow/tfjs-core';
import { layers, SymbolicTensor, type LayerVariable, type Shape } from '@tensorflow/tfjs-layers';
import * as constraints from '../constraints/index.ts';
import { ValueError } from '../errors.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import * as regularizers from '../regularizers/index.ts';
import { asList, at, singleOrList } from '../utils/lists.ts';
import { batchLength } from '../utils/shapes.ts';
import { serialize } from '../utils/serialize.ts';
import { toSnakeCase, uniqueName } from '../utils/unique-name.ts';
import { addCallLoss, currentTraining, isBatchOpen, withTraining } from './call-context.ts';
import { maskOf, setMask, type Masks } from './masks.ts';
import { weightPath, withinScope } from './name-scope.ts';
import { variableOf, Weight } from './weight.ts';

/** What every layer can be built with, by name. */
export interface LayerParameters {
  readonly name?: string;
  readonly trainable?: boolean;
  readonly dtype?: 'float32' | 'int32';
  /** Shape of one sample, for a first layer; the newer way is an Input before it. */
  readonly inputShape?: Shape;
  readonly batchInputShape?: Shape;
  readonly activityRegularizer?: regularizers.RegularizerLike;
}

/** Keyword arguments of a call. */
export interface CallArguments {
  readonly training?: boolean;
  /** Of sequences: which steps count, bool [batch, steps]. That of the inputs unless given. */
  readonly mask?: tf.Tensor | (tf.Tensor | null)[] | null;
  readonly initialState?: tf.Tensor | tf.Tensor[];
}

/** What a weight is made with. */
export interface WeightParameters {
  readonly name: string;
  readonly shape: Shape;
  readonly initializer?: InitializerLike | undefined;
  readonly dtype?: tf.DataType;
  readonly trainable?: boolean;
  readonly regularizer?: regularizers.RegularizerLike | undefined;
  readonly constraint?: constraints.ConstraintLike | undefined;
}

/** What a layer expects of its one input. */
interface InputRequirements {
  readonly ndim?: number;
  readonly minNdim?: number;
  /** Lengths by axis; negative axes count from the end. */
  readonly axes?: Readonly<Record<number, number>>;
}

type Inputs = tf.Tensor | tf.Tensor[];
type SymbolicInputs = SymbolicTensor | SymbolicTensor[];

/**
 * Base of all layers: weights, and a call from tensors to tensors. A node of the layer graph of tfjs-layers, with
 * Keras's names, weights, training flag and losses.
 *
 * A subclass writes `build(inputShape)`, which makes its weights, `call(inputs, { training })` and
 * `computeOutputShape(inputShape)`.
 *
 * @source https://keras.io/api/layers/base_layer/
 */
export abstract class Layer extends layers.Layer {
  static className = 'Layer';
  protected inputRequirements: InputRequirements = {};
  readonly #config: Readonly<Record<string, unknown>>;
  readonly #nonTrainable: Weight[] = [];
  readonly #activityRegularizer: regularizers.Regularizer | null;
  #buildShape: Shape | Shape[] | null = null;

  /** @param config the arguments by which the layer is built again. */
  constructor(parameters: LayerParameters = {}, config: Readonly<Record<string, unknown>> = {}) {
    const { activityRegularizer, name, inputShape, batchInputShape, dtype, trainable = true, ...unknown } = parameters;
    const [stray] = Object.keys(unknown);
    if (stray !== undefined) throw new TypeError(`${new.target.name}: unknown argument '${stray}'.`);
    super({
      name: name ?? uniqueName(toSnakeCase(publicName(new.target))),
      trainable,
      ...(inputShape && { inputShape: [...inputShape] }),
      ...(batchInputShape && { batchInputShape: [...batchInputShape] }),
      ...(dtype && { dtype }),
    });
    this.#config = config;
    this.#activityRegularizer = regularizers.get(activityRegularizer);
  }

  override getClassName(): string {
    return publicName(this.constructor);
  }

  /** The layer that `getConfig` describes: `Dense.fromConfig(layer.getConfig())`. */
  static override fromConfig<T>(this: { readonly prototype: T }, config: object): T;
  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T;
  static override fromConfig(this: unknown, first: object, second?: object): unknown {
    // tfjs calls it with the class as first argument.
    const [made, config] = second === undefined ? [this, first] : [first, second];
    const parameters = (made as typeof Layer).parametersOf(config);
    return new (made as new (parameters: object) => unknown)(parameters);
  }

  /** What the constructor takes for a config that `getConfig` gave. */
  static parametersOf(config: object): object {
    return config;
  }

  /** Shapes of the tensors that the layer was first called on, in `fit` and `evaluate` with null for the batch; null before. */
  get buildShape(): Shape | Shape[] | null {
    return this.#buildShape;
  }

  /** Calls the layer on tensors, or adds it to the graph of a model on symbolic tensors. */
  override apply(inputs: SymbolicInputs, kwargs?: CallArguments): SymbolicTensor;
  override apply(inputs: Inputs, kwargs?: CallArguments): tf.Tensor;
  override apply(inputs: Inputs | SymbolicInputs, kwargs?: CallArguments): Inputs | SymbolicInputs;
  override apply(inputs: Inputs | SymbolicInputs, kwargs: CallArguments = {}): Inputs | SymbolicInputs {
    if (asList<tf.Tensor | SymbolicTensor>(inputs)[0] instanceof SymbolicTensor) {
      return withinScope(this, () => super.apply(inputs, kwargs));
    }
    const training = kwargs.training ?? currentTraining();
    const tensors = asList<tf.Tensor | SymbolicTensor>(inputs).filter((input) => input instanceof tf.Tensor);
    const masks = kwargs.mask === undefined ? tensors.map(maskOf) : asList<tf.Tensor | null>(kwargs.mask);
    const mask = masks.some((each) => each !== null) ? singleOrList(masks) : null;
    this.#buildShape ??= shapesOf(inputs);
    const all = { ...kwargs, training, ...(mask && { mask }) };
    const outputs = withTraining(training, () => withinScope(this, () => super.apply(inputs, all)));
    this.#attachMasks(tensors, outputs, masks);
    const regularizer = this.#activityRegularizer;
    if (regularizer) {
      for (const output of asList<tf.Tensor | SymbolicTensor>(outputs)) {
        // Over the batch, so that its size does not change how strong the penalty is.
        if (output instanceof tf.Tensor) addCallLoss(() => tf.div(regularizer.call(output), batchLength(output)));
      }
    }
    return outputs;
  }

  /** Names between that of the layer and those of its weights, in their paths. */
  protected readonly weightScope: readonly string[] = [];

  /** Whether the outputs have the steps of the inputs, so that masks pass through the layer. */
  protected readonly keepsSteps: boolean = false;

  /** The masks of the outputs: those of the inputs where the layer keeps their steps, else none. */
  protected outputMasks(inputs: readonly tf.Tensor[], masks: Masks): Masks;
  protected outputMasks(_: readonly tf.Tensor[], masks: Masks): Masks {
    return this.keepsSteps ? masks : [];
  }

  #attachMasks(inputs: readonly tf.Tensor[], outputs: Inputs | SymbolicInputs, masks: Masks): void {
    const computed = this.outputMasks(inputs, masks);
    for (const [index, output] of asList<tf.Tensor | SymbolicTensor>(outputs).entries()) {
      const mask = computed[index];
      if (mask && output instanceof tf.Tensor) setMask(output, mask);
    }
  }

  /** Adds a loss: a function of nothing, or a scalar computed in `call`, which counts for this call. */
  override addLoss(losses: tf.Tensor | (() => tf.Scalar) | (() => tf.Scalar)[]): void {
    if (losses instanceof tf.Tensor) addCallLoss(() => tf.clone(losses));
    else super.addLoss(losses);
  }

  /** The losses of the trainable weights, and those added as functions, each a scalar. */
  collectLosses(): tf.Tensor[] {
    const own: tf.Tensor[] = this.calculateLosses();
    for (const weight of this.ownWeights) {
      if (weight instanceof Weight && weight.regularizer && this.trainable && weight.trainable) {
        own.push(weight.regularizer.call(weight.value));
      }
    }
    return [...own, ...this.sublayers.flatMap((layer) => (layer instanceof Layer ? layer.collectLosses() : []))];
  }

  /** Layers that this one is made of. */
  get sublayers(): layers.Layer[] {
    return [];
  }

  /** Without those of the layers that this one is made of. */
  protected get ownWeights(): LayerVariable[] {
    return [...this._trainableWeights, ...this.#nonTrainable];
  }

  override get trainable(): boolean {
    return super.trainable;
  }

  /** Freezes or frees the layer and all that it is made of. */
  override set trainable(trainable: boolean) {
    super.trainable = trainable;
    for (const layer of this.sublayers) layer.trainable = trainable;
  }

  override get trainableWeights(): LayerVariable[] {
    if (!this.trainable) return [];
    const own = this._trainableWeights.filter((weight) => weight.trainable);
    return [...own, ...this.sublayers.flatMap((layer) => layer.trainableWeights)];
  }

  override get nonTrainableWeights(): LayerVariable[] {
    const trainable = new Set(this.trainableWeights);
    return this.weights.filter((weight) => !trainable.has(weight));
  }

  override get weights(): LayerVariable[] {
    return [...this.ownWeights, ...this.sublayers.flatMap((layer) => layer.weights)];
  }

  /** The variables of the weights: tensors that updates change. */
  get variables(): tf.Variable[] {
    return this.weights.map(variableOf);
  }

  /** The variables of the trainable weights, for a GradientTape and an optimizer. */
  get trainableVariables(): tf.Variable[] {
    return this.trainableWeights.map(variableOf);
  }

  get nonTrainableVariables(): tf.Variable[] {
    return this.nonTrainableWeights.map(variableOf);
  }

  override getWeights(trainableOnly = false): tf.Tensor[] {
    return (trainableOnly ? this.trainableWeights : this.weights).map(variableOf);
  }

  /** @throws {ValueError} when count or shapes differ from those of `weights`. */
  override setWeights(given: readonly (tf.Tensor | tf.TensorLike)[]): void {
    const made: tf.Tensor[] = [];
    const values = given.map((value) => toTensor(value, made));
    try {
      this.#assignWeights(values);
    } finally {
      tf.dispose(made);
    }
  }

  #assignWeights(values: readonly tf.Tensor[]): void {
    const { weights } = this;
    if (values.length !== weights.length) {
      throw new ValueError(
        `setWeights: layer '${this.name}' has ${weights.length} weights, got ${values.length} tensors.`,
      );
    }
    for (const [index, weight] of weights.entries()) {
      const value = at(values, index);
      if (!tf.util.arraysEqual(value.shape, variableOf(weight).shape)) {
        throw new ValueError(
          `setWeights: weight ${index} of layer '${this.name}' has shape [${weight.shape.join(', ')}], ` +
            `got [${value.shape.join(', ')}].`,
        );
      }
    }
    weights.forEach((weight, index) => variableOf(weight).assign(at(values, index)));
  }

  /** Makes a weight of this layer; `addWeight(name, shape)` is short for float32, Glorot uniform and trainable. */
  protected override addWeight(parameters: WeightParameters): Weight;
  protected override addWeight(name: string, shape: Shape): Weight;
  protected override addWeight(first: WeightParameters | string, shape: Shape = []): Weight {
    const parameters = typeof first === 'string' ? { name: first, shape } : first;
    const { name, trainable = true } = parameters;
    const lengths = parameters.shape.map((length) => length ?? incompleteShape(this.name, name, parameters.shape));
    const value = tf.tidy(() => getInitializer(parameters.initializer ?? 'glorotUniform').call(lengths));
    const weight = new Weight(value, {
      name,
      path: weightPath(this, [...this.weightScope, name]),
      trainable,
      regularizer: regularizers.get(parameters.regularizer),
      constraint: constraints.get(parameters.constraint),
    });
    value.dispose();
    if (trainable) this._trainableWeights.push(weight);
    else this.#nonTrainable.push(weight);
    return weight;
  }

  protected override assertInputCompatibility(inputs: Inputs | SymbolicInputs): void {
    const { ndim, minNdim, axes = {} } = this.inputRequirements;
    const [input] = asList<tf.Tensor | SymbolicTensor>(inputs);
    if (!input) return;
    const shape: Shape = input.shape;
    const problem =
      (ndim !== undefined && shape.length !== ndim && `expected ndim=${ndim}, found ndim=${shape.length}`) ||
      (minNdim !== undefined && shape.length < minNdim && `expected min_ndim=${minNdim}, found ndim=${shape.length}`) ||
      wrongAxis(shape, axes);
    if (problem) {
      const found = shape.map((length) => length ?? 'null').join(', ');
      throw new ValueError(
        `Input 0 of layer "${this.name}" is incompatible with the layer: ${problem}. Full shape received: [${found}].`,
      );
    }
  }

  /** The arguments by which `fromConfig` builds the layer again, with Keras's names in camelCase. */
  override getConfig(): tf.serialization.ConfigDict {
    const config = Object.entries(this.#config).map(([name, value]) => [name, serialize(value)]);
    return {
      name: this.name,
      trainable: this.trainable,
      ...optional('batchInputShape', this.batchInputShape),
      ...(this.#activityRegularizer && { activityRegularizer: serialize(this.#activityRegularizer) as Shape }),
      ...(Object.fromEntries(config) as tf.serialization.ConfigDict),
    };
  }

  /** @throws {ValueError} before the layer is built. */
  override countParams(): number {
    this.requireBuilt();
    return this.weights.reduce((sum, weight) => sum + variableOf(weight).size, 0);
  }

  protected requireBuilt(): void {
    if (this.built) return;
    throw new ValueError(
      `You tried to call countParams() on layer '${this.name}', but it isn't built: call it on data, or build(inputShape).`,
    );
  }

  /** Frees the weights; the layer cannot be called afterwards. */
  override dispose(): ReturnType<layers.Layer['dispose']> {
    if (this._refCount === 0) return { refCountAfterDispose: 0, numDisposedVariables: 0 };
    this._refCount = 0;
    const weights = this.ownWeights;
    for (const weight of weights) weight.dispose();
    for (const layer of this.sublayers) if (layer instanceof Layer) layer.dispose();
    return { refCountAfterDispose: 0, numDisposedVariables: weights.length };
  }
}

/** What is wrong with the first axis that has another length, if there is one. */
function wrongAxis(shape: Shape, axes: Readonly<Record<number, number>>): string | undefined {
  const wrong = Object.entries(axes).find(([axis, length]) => ![null, length].includes(shape.at(Number(axis)) ?? null));
  return wrong && `expected axis ${wrong[0]} of input shape to have value ${wrong[1]}`;
}

/** A tensor; those made here are added to `made`. */
function toTensor(value: tf.Tensor | tf.TensorLike, made: tf.Tensor[]): tf.Tensor {
  if (value instanceof tf.Tensor) return value;
  const tensor = tf.tensor(value);
  made.push(tensor);
  return tensor;
}

/** A property only where it has a value; tfjs types some as always there that it leaves undefined. */
function optional(name: string, value: Shape | undefined): tf.serialization.ConfigDict {
  return value === undefined ? {} : { [name]: value };
}

function incompleteShape(layer: string, weight: string, shape: Shape): never {
  throw new ValueError(`layer '${layer}': the shape [${shape.join(', ')}] of its weight '${weight}' is not known yet.`);
}

/** The name of a class as Keras has it: its static `className`, or the name of a class of the reader's own. */
function publicName(constructor: unknown): string {
  if (typeof constructor !== 'function') return 'Layer';
  const className = Object.hasOwn(constructor, 'className') ? (constructor as { className?: unknown }).className : null;
  return typeof className === 'string' ? className : constructor.name;
}

function shapesOf(inputs: Inputs | SymbolicInputs): Shape | Shape[] {
  const shapes = asList<tf.Tensor | SymbolicTensor>(inputs).map(({ shape }) => shape);
  return singleOrList<Shape>(isBatchOpen() ? shapes.map((shape) => [null, ...shape.slice(1)]) : shapes);
}
