import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { CallbackModel } from '../callbacks/callback-model.ts';
import type { Logs } from '../callbacks/callback.ts';
import type { History } from '../callbacks/history.ts';
import { RuntimeError, ValueError } from '../errors.ts';
import { collectingCallLosses } from '../layers/call-context.ts';
import { Layer } from '../layers/layer.ts';
import { variableOf } from '../layers/weight.ts';
import { Mean } from '../metrics/reduction-metrics.ts';
import type { Metric } from '../metrics/metric.ts';
import { getOptimizer } from '../optimizers/get-optimizer.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { at, singleOrList } from '../utils/lists.ts';
import { serialize } from '../utils/serialize.ts';
import type { Batch, DataNames } from './batches.ts';
import { requireOneWeighting, withClassWeight } from './class-weight.ts';
import { CompileLoss } from './compile-loss.ts';
import { CompileMetrics } from './compile-metrics.ts';
import { runEvaluate } from './run-evaluate.ts';
import { runFit } from './run-fit.ts';
import { runPredict } from './run-predict.ts';
import {
  BATCH_NAMES,
  COMPILE_NAMES,
  EVALUATE_NAMES,
  FIT_NAMES,
  PREDICT_NAMES,
  type BatchParameters,
  type CompileParameters,
  type EvaluateParameters,
  type FitParameters,
  type PredictParameters,
} from './parameters.ts';
import { bindWithData } from './bind-with-data.ts';
import { readResults, type StepResults } from './results.ts';
import type { TrainFunction } from './train-function.ts';
import { toTensors, type TensorData } from './tensor-data.ts';
import { batchLength } from '../utils/shapes.ts';

interface Compiled {
  readonly optimizer: Optimizer;
  readonly loss: CompileLoss | null;
  readonly metrics: CompileMetrics;
  readonly lossTracker: Mean;
}

/**
 * What a model needs to be trained: `compile`, `fit`, `evaluate`, `predict`.
 *
 * A step runs inside a tidy: it leaves no tensors behind but the weights, the optimizer's slots (made at the first step)
 * and the metrics' numbers (made at the first batch), which belong to the model until `dispose`.
 *
 * @source https://keras.io/api/models/model_training_apis/
 */
export abstract class Trainer extends Layer implements CallbackModel {
  /** Set to true by a callback, it ends the training. */
  stopTraining = false;
  /** What the last `fit` returned. */
  history: History | null = null;
  /** The steps of the `fit` that runs now, or null. */
  trainFunction: TrainFunction | null = null;
  /** Whether the outputs were given by name, so that `predict` gives them so. */
  protected hasNamedOutputs = false;
  #compiled: Compiled | null = null;
  #compileArguments: Partial<CompileParameters> = {};
  #hasRun = false;

  /** Names of inputs and outputs; empty where they are not known. */
  abstract get dataNames(): DataNames;

  /** The model's call on a list of tensors. */
  abstract callOn(inputs: readonly tf.Tensor[], training: boolean): tf.Tensor[];

  abstract save(filepath: string | tf.io.IOHandler): Promise<unknown>;
  abstract saveWeights(filepath: string | tf.io.IOHandler): Promise<unknown>;

  /** Says how the model is trained: RMSprop unless told otherwise, as in Keras. */
  compile(...values: Arguments<CompileParameters, typeof COMPILE_NAMES>): void {
    const bound = bindArguments<CompileParameters>(COMPILE_NAMES, values);
    const { optimizer = 'rmsprop', loss = null, lossWeights, metrics = null, weightedMetrics = null } = bound;
    this.#disposeCompiled();
    this.#compileArguments = bound;
    this.#compiled = {
      optimizer: getOptimizer(optimizer),
      loss: loss === null ? null : new CompileLoss(loss, lossWeights),
      metrics: new CompileMetrics(metrics, weightedMetrics),
      lossTracker: new Mean({ name: 'loss' }),
    };
  }

  /** The arguments of `compile` as plain values; null where there are none, or functions among them. */
  get compileConfig(): object | null {
    if (!this.#compiled) return null;
    const config = { ...this.#compileArguments, optimizer: this.optimizer };
    return hasFunctions(config) ? null : (serializeAll(config) as object);
  }

  get isCompiled(): boolean {
    return this.#compiled !== null;
  }

  /** Whether `fit` runs its steps one operation after the other, also where the backend could record them. */
  get runEagerly(): boolean {
    return this.#compileArguments.runEagerly ?? false;
  }

  /** @throws {RuntimeError} before `compile`. */
  get optimizer(): Optimizer {
    return this.compiled.optimizer;
  }

  /** The mean loss, then the metrics of `compile`, then the means of several outputs' losses. */
  get metrics(): Metric[] {
    return this.#namedMetrics().map(({ metric }) => metric);
  }

  /** As in Keras: `loss`, one name for all metrics of `compile`, and those of several outputs' losses. */
  get metricsNames(): string[] {
    if (!this.#compiled) return [];
    const { loss, metrics } = this.#compiled;
    const trackers = loss?.trackers ?? [];
    return ['loss', ...(metrics.isEmpty ? [] : ['compile_metrics']), ...trackers.map(({ name }) => name)];
  }

  protected get compiled(): Compiled {
    if (!this.#compiled) throw new RuntimeError('you must call compile() before you use the model for training.');
    return this.#compiled;
  }

  /**
   * One update of the weights for a batch. A subclass may write its own, with a GradientTape or tf.variableGrads, and
   * return its results; those that return null leave them to the metrics.
   */
  trainStep(batch: Batch): StepResults | null {
    this.#buildOn(batch.x);
    const weights = this.trainableWeights;
    if (weights.length === 0) {
      this.#lossOf(batch, true);
      return null;
    }
    const { grads } = tf.variableGrads(
      () => this.optimizer.scaleLoss(tf.sum(this.#lossOf(batch, true))),
      weights.map(variableOf),
    );
    this.optimizer.applyGradients(weights.map((weight) => [grads[variableOf(weight).name] ?? null, weight]));
    return null;
  }

  /** The loss and the metrics of a batch, without an update. */
  testStep(batch: Batch): StepResults | null {
    this.#lossOf(batch, false);
    return null;
  }

  /** The results of all batches since `resetMetrics`; the tensors are the caller's. */
  getMetricsResult(): StepResults {
    return Object.fromEntries(this.#namedMetrics().map(({ name, metric }) => [name, metric.result()]));
  }

  /** Starts all metrics anew; `fit` does so for each epoch. */
  resetMetrics(): void {
    for (const metric of this.metrics) metric.resetState();
  }

  /**
   * Trains the model on data in memory or on a data set.
   *
   * @returns the results of every epoch.
   * @throws {ValueError} when inputs, targets and weights do not fit each other.
   * @source https://keras.io/api/models/model_training_apis/#fit-method
   */
  async fit(...values: Arguments<FitParameters, typeof FIT_NAMES>): Promise<History> {
    this.history = await runFit(this, bindWithData<FitParameters>(FIT_NAMES, values));
    return this.history;
  }

  /**
   * Loss and metrics of data: a number, several in the order of `metrics`, or by name with `returnDict`. Results of one of
   * several outputs come last, in the order of their names.
   */
  async evaluate(...values: Arguments<EvaluateParameters, typeof EVALUATE_NAMES>): Promise<number | number[] | Logs> {
    const { returnDict = false, ...parameters } = bindWithData<EvaluateParameters>(EVALUATE_NAMES, values);
    const logs = await runEvaluate(this, parameters);
    return returnDict ? logs : this.#inOrder(logs);
  }

  /** The outputs for all samples, computed batch by batch; the tensors are the caller's. */
  async predict(
    ...values: Arguments<PredictParameters, typeof PREDICT_NAMES>
  ): Promise<tf.Tensor | tf.Tensor[] | tf.NamedTensorMap> {
    const outputs = await runPredict(this, bindWithData<PredictParameters>(PREDICT_NAMES, values));
    if (!this.hasNamedOutputs) return singleOrList(outputs);
    return Object.fromEntries(this.dataNames.outputs.map((name, index) => [name, at(outputs, index)]));
  }

  /** One update on one batch. @returns as `evaluate`, of this batch alone. */
  async trainOnBatch(...values: Arguments<BatchParameters, typeof BATCH_NAMES>): Promise<number | number[] | Logs> {
    return this.#runOnBatch((batch) => this.trainStep(batch), bindWithData<BatchParameters>(BATCH_NAMES, values));
  }

  /** @returns loss and metrics of one batch, as `evaluate`. */
  async testOnBatch(...values: Arguments<BatchParameters, typeof BATCH_NAMES>): Promise<number | number[] | Logs> {
    return this.#runOnBatch((batch) => this.testStep(batch), bindWithData<BatchParameters>(BATCH_NAMES, values));
  }

  /** The outputs for one batch; the tensors are the caller's. */
  predictOnBatch(x: TensorData): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => singleOrList(this.callOn(toTensors(x, this.dataNames.inputs, 'x').tensors, false)));
  }

  /** Frees weights, optimizer and metrics. */
  override dispose(): ReturnType<Layer['dispose']> {
    this.#disposeCompiled();
    return super.dispose();
  }

  async #runOnBatch(
    step: (batch: Batch) => StepResults | null,
    { x, y, sampleWeight, classWeight, returnDict = false }: BatchParameters,
  ): Promise<number | number[] | Logs> {
    const { inputs, outputs } = this.dataNames;
    this.resetMetrics();
    requireOneWeighting(sampleWeight, classWeight);
    const results = tf.tidy(() => {
      const list = (data: TensorData | undefined, names: readonly string[], what: string) =>
        data === undefined ? [] : toTensors(data, names, what).tensors;
      const batch = {
        x: list(x, inputs, 'x'),
        y: list(y, outputs, 'y'),
        sampleWeight: list(sampleWeight, outputs, 'w'),
      };
      const weighted = classWeight ? withClassWeight(batch, classWeight) : batch;
      return step(weighted) ?? this.getMetricsResult();
    });
    const logs = await readResults(results);
    return returnDict ? logs : this.#inOrder(logs);
  }

  /** Makes the weights of a model that has none before its first call. */
  #buildOn(x: readonly tf.Tensor[]): void {
    if (this.#hasRun) return;
    if (this.dataNames.inputs.length === 0) tf.tidy(() => void this.callOn(x, false));
    this.#hasRun = true;
  }

  /** The loss of a batch with all that is added to it, reduced as `compile` says; metrics see the batch on the way. */
  #lossOf({ x, y, sampleWeight }: Batch, training: boolean): tf.Tensor {
    const { loss, metrics, lossTracker } = this.compiled;
    const { result: outputs, losses: callLosses } = collectingCallLosses(() => this.callOn(x, training));
    const names = this.dataNames.outputs;
    const added = [...callLosses, ...this.collectLosses()];
    const losses = loss ? [loss.call(y, outputs, sampleWeight, names), ...added] : added;
    const [first, ...others] = losses;
    if (!first) throw new ValueError('no loss to compute. Pass a loss to compile, or add one with addLoss.');
    const total = others.length === 0 ? first : tf.addN(losses.map((value) => tf.sum(value)));
    tf.dispose(callLosses);
    lossTracker.updateState(total, tf.scalar(batchLength(at(x, 0))));
    if (y.length > 0) metrics.updateState(y, outputs, sampleWeight, names);
    return total;
  }

  /** Keras looks for the metrics by their own names, so one that is there twice is given twice. */
  #inOrder(logs: Logs): number | number[] {
    const names = this.metrics.map(({ name }) => name);
    const known = names.filter((name) => name in logs);
    const others = Object.keys(logs).filter((name) => !names.includes(name));
    return singleOrList([...known, ...others.sort()].map((name) => logs[name] ?? NaN));
  }

  #namedMetrics(): { name: string; metric: Metric }[] {
    if (!this.#compiled) return [];
    const { loss, metrics, lossTracker } = this.#compiled;
    const trackers = (loss?.trackers ?? []).map((metric) => ({ name: metric.name, metric }));
    return [{ name: 'loss', metric: lossTracker }, ...metrics.named, ...trackers];
  }

  #disposeCompiled(): void {
    if (!this.#compiled) return;
    const { optimizer, loss, metrics, lossTracker } = this.#compiled;
    optimizer.dispose();
    loss?.dispose();
    metrics.dispose();
    lossTracker.dispose();
    this.#compiled = null;
  }
}

function hasFunctions(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return isPlain(value) && Object.values(value).some(hasFunctions);
}

/** As `serialize`, in lists and records too. */
function serializeAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(serializeAll);
  if (!isPlain(value)) return serialize(value);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, serializeAll(entry)]));
}

/** Whether it is a list or a literal object. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && [Array.prototype, Object.prototype].includes(prototypeOf(value))
  );
}

function prototypeOf(value: object): object {
  return Object.getPrototypeOf(value) as object;
}
