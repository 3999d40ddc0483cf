import * as tf from '@tensorflow/tfjs-core';
import { layers, SymbolicTensor, type Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { NotImplementedError, ValueError } from '../errors.ts';
import { withOpenBatch, withTraining } from '../layers/call-context.ts';
import type { CallArguments } from '../layers/layer.ts';
import { allShapes } from '../layers/shape.ts';
import { tidyOutputs } from '../layers/tidy-outputs.ts';
import type { DataNames } from '../trainers/batches.ts';
import { printSummary } from '../summary.ts';
import type { SummaryArguments } from '../summary-text.ts';
import { Trainer } from '../trainers/trainer.ts';
import { asList, at, singleOrList } from '../utils/lists.ts';
import { describeGraph, rebuildGraph, type GraphConfig } from './graph-config.ts';
import { LayerGraph } from './layer-graph.ts';
import { loadWeights, saveModel } from './saving.ts';

type Symbols = SymbolicTensor | readonly SymbolicTensor[] | Readonly<Record<string, SymbolicTensor>>;

interface ModelParameters {
  readonly inputs?: Symbols;
  readonly outputs?: Symbols;
  readonly name?: string;
  readonly trainable?: boolean;
}

const NAMES = ['inputs', 'outputs', 'name'] as const;

export type ModelArguments = Arguments<ModelParameters, typeof NAMES>;

/**
 * A model: the layers between `inputs` and `outputs` (functional), or what a subclass says in `call`. A subclass keeps
 * its layers in public properties, where they are found with their weights.
 *
 * @throws {ValueError} when only one of inputs and outputs is given.
 * @source https://keras.io/api/models/model/
 */
export class Model extends Trainer {
  static override className = 'Functional';
  #graph: LayerGraph | null = null;
  #names: DataNames = { inputs: [], outputs: [] };

  constructor(...values: ModelArguments) {
    const { inputs, outputs, name, trainable } = bindSymbols(values);
    super({ ...(name !== undefined && { name }), ...(trainable !== undefined && { trainable }) });
    if ((inputs === undefined) !== (outputs === undefined))
      throw new ValueError('Model: pass both inputs and outputs.');
    if (inputs !== undefined && outputs !== undefined) this.setGraph(inputs, outputs);
  }

  static override parametersOf(config: object): object {
    if (!('inputLayers' in config)) return config;
    const { name, trainable, ...graph } = config as GraphConfig & {
      readonly name: string;
      readonly trainable: boolean;
    };
    const { inputs, outputs } = rebuildGraph(graph);
    return { inputs: singleOrList(inputs), outputs: singleOrList(outputs), name, trainable };
  }

  /** Layers in the order in which they are computed; of a subclass, its properties that are layers. */
  get layers(): layers.Layer[] {
    return this.#graph ? [...this.#graph.layers] : this.#trackedLayers();
  }

  override get sublayers(): layers.Layer[] {
    return this.layers;
  }

  get inputs(): SymbolicTensor[] {
    return [...(this.#graph?.inputs ?? [])];
  }

  get outputs(): SymbolicTensor[] {
    return [...(this.#graph?.outputs ?? [])];
  }

  override get input(): SymbolicTensor | SymbolicTensor[] {
    return this.#graph ? singleOrList(this.inputs) : super.input;
  }

  override get output(): SymbolicTensor | SymbolicTensor[] {
    return this.#graph ? singleOrList(this.outputs) : super.output;
  }

  get inputShape(): Shape | Shape[] {
    return singleOrList<Shape>(this.inputs.map(({ shape }) => shape));
  }

  override get outputShape(): Shape | Shape[] {
    if (!this.#graph) return super.outputShape;
    return singleOrList<Shape>(this.outputs.map(({ shape }) => shape));
  }

  get inputNames(): string[] {
    return [...this.#names.inputs];
  }

  get outputNames(): string[] {
    return [...this.#names.outputs];
  }

  override get dataNames(): DataNames {
    return this.#names;
  }

  /** @throws {ValueError} when no layer, or not as many, have this name or place. */
  getLayer(nameOrIndex: string | number | { readonly name?: string; readonly index?: number }): layers.Layer {
    const { name, index } =
      typeof nameOrIndex === 'string'
        ? { name: nameOrIndex, index: undefined }
        : typeof nameOrIndex === 'number'
          ? { name: undefined, index: nameOrIndex }
          : { name: nameOrIndex.name, index: nameOrIndex.index };
    if (index !== undefined) {
      const layer = this.layers[index];
      if (layer) return layer;
      throw new ValueError(`getLayer: index ${index} is beyond the ${this.layers.length} layers of the model.`);
    }
    const layer = this.layers.find((candidate) => candidate.name === name);
    if (layer) return layer;
    const names = this.layers.map((candidate) => candidate.name).join(', ');
    throw new ValueError(`getLayer: no layer is named '${name ?? ''}'. There are ${names}.`);
  }

  override apply(inputs: SymbolicTensor | SymbolicTensor[], kwargs?: CallArguments): SymbolicTensor;
  override apply(inputs: tf.Tensor | tf.Tensor[], kwargs?: CallArguments): tf.Tensor;
  override apply(
    inputs: tf.Tensor | tf.Tensor[] | SymbolicTensor | SymbolicTensor[],
    kwargs?: CallArguments,
  ): tf.Tensor | tf.Tensor[] | SymbolicTensor | SymbolicTensor[];
  override apply(
    inputs: tf.Tensor | tf.Tensor[] | SymbolicTensor | SymbolicTensor[],
    kwargs?: CallArguments,
  ): tf.Tensor | tf.Tensor[] | SymbolicTensor | SymbolicTensor[] {
    // The layers of a subclass are built by its first call, when their inputs are known.
    if (!this.#graph && this.buildsOnCall) this.built = true;
    return super.apply(inputs, kwargs);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArguments = {}): tf.Tensor | tf.Tensor[] {
    const graph = this.#graph;
    if (!graph) throw new NotImplementedError(`${this.getClassName()}: a subclass of Model must write call(inputs).`);
    const outputs = tidyOutputs(() => {
      const values = asList(inputs);
      if (values.length !== graph.inputs.length) {
        throw new ValueError(`model '${this.name}' has ${graph.inputs.length} inputs, got ${values.length} tensors.`);
      }
      const ranked = graph.inputs.map((symbol, index) => toRank(at(values, index), symbol.shape.length));
      return graph.run(ranked, kwargs.training ?? false);
    });
    return singleOrList(outputs);
  }

  override callOn(inputs: readonly tf.Tensor[], training: boolean): tf.Tensor[] {
    return withTraining(training, () => asList(this.apply(singleOrList(inputs), { training })));
  }

  /** Makes the weights of a subclass by a call on zeros: `inputShape` is [batch, ...], null where a length is open. */
  override build(inputShape: Shape | Shape[]): void {
    if (!this.#graph) tf.tidy(() => void this.#callOnZeros(inputShape));
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    if (this.#graph) return this.outputShape;
    const shapes = tf.tidy(() => this.#callOnZeros(inputShape).map(({ shape }) => shape));
    return singleOrList<Shape>(shapes.map((shape) => [null, ...shape.slice(1)]));
  }

  #callOnZeros(inputShape: Shape | Shape[]): tf.Tensor[] {
    const shapes = allShapes(inputShape);
    const zeros = shapes.map((shape) => tf.zeros(shape.map((length) => length ?? 1)));
    const isOpen = shapes.some(([batch]) => batch === null);
    return isOpen ? withOpenBatch(() => this.callOn(zeros, false)) : this.callOn(zeros, false);
  }

  /**
   * Prints what the model is made of, as Keras does.
   *
   * @throws {ValueError} when a column would be narrower than 4, or no layer is in the range.
   * @source https://keras.io/api/models/model/#summary-method
   */
  summary(...values: SummaryArguments): void {
    printSummary(this, ...values);
  }

  /** The name of the model and, unless `call` says how its layers are connected, all that `fromConfig` makes it of. */
  override getConfig(): tf.serialization.ConfigDict {
    const config = { name: this.name, trainable: this.trainable };
    return this.#graph ? { ...config, ...(describeGraph(this.#graph) as object) } : config;
  }

  /**
   * Layers and weights, and how the model was compiled, which `loadModel` reads. A file name, as `best.keras`, is a place
   * in the browser's storage (IndexedDB), and in memory where there is none; `downloads://best` gives the reader files;
   * handlers of tfjs and other addresses that it knows are taken too.
   */
  override save(filepath: string | tf.io.IOHandler): Promise<tf.io.SaveResult> {
    return saveModel(this, filepath, { withTopology: true });
  }

  /** The weights alone; places as in `save`. */
  override saveWeights(filepath: string | tf.io.IOHandler): Promise<tf.io.SaveResult> {
    return saveModel(this, filepath, { withTopology: false });
  }

  /**
   * Takes over weights that `save` or `saveWeights` wrote.
   *
   * @throws {ValueError} when nothing is there, or the weights are those of another model.
   */
  loadWeights(filepath: string | tf.io.IOHandler): Promise<void> {
    return loadWeights(this, filepath);
  }

  /** Whether the layers get their weights from the first call. */
  protected readonly buildsOnCall: boolean = true;

  /** Makes the model functional: all that lies between these symbolic tensors. */
  protected setGraph(inputs: Symbols, outputs: Symbols): void {
    const named = (symbols: Symbols): [string, SymbolicTensor][] => {
      if (symbols instanceof SymbolicTensor) return [[symbols.sourceLayer.name, symbols]];
      if (!Array.isArray(symbols)) return inOrderOfNames(symbols as Readonly<Record<string, SymbolicTensor>>);
      return (symbols as SymbolicTensor[]).map((symbol) => [symbol.sourceLayer.name, symbol]);
    };
    const [from, to] = [named(inputs), named(outputs)];
    this.#graph = new LayerGraph(
      from.map(([, symbol]) => symbol),
      to.map(([, symbol]) => symbol),
    );
    this.#names = { inputs: from.map(([name]) => name), outputs: to.map(([name]) => name) };
    this.hasNamedOutputs = !(outputs instanceof SymbolicTensor) && !Array.isArray(outputs);
    this.built = true;
  }

  #trackedLayers(): layers.Layer[] {
    const isLayer = (value: unknown): value is layers.Layer => value instanceof layers.Layer;
    const found = Object.values(this).flatMap(
      (value: unknown) => (Array.isArray(value) ? value : [value]) as unknown[],
    );
    return [...new Set(found.filter(isLayer))];
  }
}

/** As `bindArguments`, where inputs and outputs may be records of symbolic tensors, which are no keywords. */
function bindSymbols(values: ModelArguments): ModelParameters {
  const isNamed = (value: unknown): value is Symbols =>
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !('inputs' in value || 'outputs' in value) &&
    Object.values(value).some((symbol) => symbol instanceof SymbolicTensor);
  // Wrapped in lists, records are taken for values.
  const wrapped = values.map((value: unknown) => (isNamed(value) ? [value] : value));
  const { inputs, outputs, ...others } = bindArguments<ModelParameters>(NAMES, wrapped);
  const unwrapped = (symbols: Symbols): Symbols =>
    Array.isArray(symbols) && isNamed(symbols[0]) ? symbols[0] : symbols;
  return {
    ...others,
    ...(inputs !== undefined && { inputs: unwrapped(inputs) }),
    ...(outputs !== undefined && { outputs: unwrapped(outputs) }),
  };
}

/** The entries of a record in the order in which Keras goes through one. */
function inOrderOfNames<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A last axis of length 1 added or taken away, as Keras does for data of one number a sample. */
function toRank(x: tf.Tensor, rank: number): tf.Tensor {
  if (x.rank === rank - 1) return tf.expandDims(x, -1);
  if (x.rank === rank + 1 && x.shape.at(-1) === 1) return tf.squeeze(x, [-1]);
  return x;
}
