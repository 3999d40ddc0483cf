/** Classes of the dialect whose objects do what a class of Python says. */
import * as tf from '@tensorflow/tfjs-core';
import type { layers, LayerVariable, Shape } from '@tensorflow/tfjs-layers';
import * as keras from '../keras/index.ts';
import type { CallArguments, WeightParameters } from '../keras/layers/layer.ts';
import type { LayerClass } from '../keras/layers/registry.ts';
import { allShapes } from '../keras/layers/shape.ts';
import { LearningRateSchedule } from '../keras/optimizers/schedules/learning-rate-schedule.ts';
import type { Batch } from '../keras/trainers/batches.ts';
import type { StepResults } from '../keras/trainers/results.ts';
import { asList, singleOrList } from '../keras/utils/lists.ts';
import { canHalt } from './can-halt.ts';

/** A function of Python. `callPromising` lets it wait for a promise, where the engine can stop the interpreter. */
export interface PythonFunction {
  (...values: unknown[]): unknown;
  callPromising?(...values: unknown[]): Promise<unknown>;
}

export type Hooks = Readonly<Record<string, PythonFunction>>;

/** What a Python class does in place of the dialect's. Its results are the caller's. */
interface PythonModelHooks {
  /** What `from_config` builds it again of, as JSON. */
  readonly getConfig?: PythonFunction;
  readonly call?: PythonFunction;
  readonly trainStep?: PythonFunction;
  readonly testStep?: PythonFunction;
  /** Starts metrics anew that Python's steps update. */
  readonly resetMetrics?: PythonFunction;
}

/** A model that a class of Python says more of. */
export class PythonModel extends keras.Model {
  /** Set by Python once the model is built. */
  hooks: PythonModelHooks = {};

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArguments = {}): tf.Tensor | tf.Tensor[] {
    const { call } = this.hooks;
    return call ? (call(inputs, kwargs.training ?? false) as tf.Tensor) : super.call(inputs, kwargs);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return configOf(this.hooks.getConfig) ?? super.getConfig();
  }

  override trainStep(batch: Batch): StepResults | null {
    return this.#step(batch, this.hooks.trainStep) ?? super.trainStep(batch);
  }

  override testStep(batch: Batch): StepResults | null {
    return this.#step(batch, this.hooks.testStep) ?? super.testStep(batch);
  }

  override resetMetrics(): void {
    super.resetMetrics();
    this.hooks.resetMetrics?.();
  }

  lossOfOutputs(y: readonly tf.Tensor[], outputs: readonly tf.Tensor[]): tf.Tensor {
    const { loss } = this.compiled;
    if (!loss) throw new Error('No loss to compute. Pass a loss to compile().');
    const own = loss.call(y, outputs, [], this.dataNames.outputs);
    return tf.sum(tf.stack([own, ...this.collectLosses()]));
  }

  /** Adds a batch to the metrics of `compile`. */
  updateCompileMetrics(y: readonly tf.Tensor[], outputs: readonly tf.Tensor[]): void {
    this.compiled.metrics.updateState(y, outputs, [], this.dataNames.outputs);
  }

  /** Results of the metrics of `compile`, in pairs of name and tensor. */
  compileMetricsResults(): [string, tf.Tensor][] {
    return this.compiled.metrics.named.map(({ name, metric }) => [name, metric.result()]);
  }

  #step({ x, y, sampleWeight }: Batch, hook: PythonFunction | undefined): StepResults | null {
    if (!hook) return null;
    const data = [x, y, sampleWeight].filter((part) => part.length > 0).map(singleOrList);
    return hook(data) as StepResults;
  }
}

/** A layer that a class of Python describes. */
export class PythonLayer extends keras.Layer {
  hooks: Hooks = {};
  readonly own: layers.Layer[] = [];

  override get sublayers(): layers.Layer[] {
    return this.own;
  }

  override build(inputShape: Shape | Shape[]): void {
    if (this.built) return;
    this.hooks.build?.(inputShape);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArguments = {}): tf.Tensor | tf.Tensor[] {
    return this.hooks.call?.(inputs, kwargs.training ?? false) as tf.Tensor;
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const hook = this.hooks.computeOutputShape;
    if (hook) return hook(inputShape) as Shape;
    let shapes: Shape[] = [];
    tf.tidy(() => {
      const zeros = allShapes(inputShape).map((shape) => tf.zeros(shape.map((length) => length ?? 1)));
      const outputs = asList(this.call(singleOrList(zeros)));
      shapes = outputs.map(({ shape }) => [null, ...shape.slice(1)]);
    });
    return singleOrList(shapes);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return configOf(this.hooks.getConfig) ?? super.getConfig();
  }

  makeWeight(parameters: WeightParameters): LayerVariable {
    return this.addWeight(parameters);
  }
}

function configOf(getConfig: PythonFunction | undefined): tf.serialization.ConfigDict | null {
  return getConfig ? (JSON.parse(getConfig() as string) as tf.serialization.ConfigDict) : null;
}

/** A class of Python for `loadModel`: `fromConfig` takes a config as JSON. */
export function customClass(fromConfig: PythonFunction): LayerClass {
  return { fromConfig: (config) => fromConfig(JSON.stringify(config)) as layers.Layer };
}

/** The class of models of a class of Python. */
export function modelClass(name: string): typeof PythonModel {
  return class extends PythonModel {
    static override className = name;
  };
}

/** The class of layers of a class of Python. */
export function layerClass(name: string): typeof PythonLayer {
  return class extends PythonLayer {
    static override className = name;
  };
}

/** A callback that calls functions of Python, each of which may wait. */
export function callbackOf(hooks: Hooks): keras.callbacks.Callback {
  const callback = new keras.callbacks.Callback();
  for (const [name, hook] of Object.entries(hooks)) {
    const value = name === 'setParams' ? hook : (...values: unknown[]) => promising(hook, values);
    Object.defineProperty(callback, name, { value });
  }
  return callback;
}

/** Calls a function of Python so that it can wait where the engine knows how; else it must not. */
async function promising(hook: PythonFunction, values: readonly unknown[]): Promise<void> {
  await (canHalt() && hook.callPromising ? hook.callPromising(...values) : hook(...values));
}

/** A class of Python as a metric: its three methods, and what it is called. */
export class PythonMetric extends keras.Metric {
  readonly hooks: Hooks;

  constructor(name: string, hooks: Hooks) {
    super(name);
    this.hooks = hooks;
  }

  override updateState(...values: readonly tf.Tensor[]): void {
    this.hooks.updateState?.(...values);
  }

  override result(): tf.Tensor {
    return this.hooks.result?.() as tf.Tensor;
  }

  override resetState(): void {
    this.hooks.resetState?.();
  }
}

/** A class of Python as a schedule. */
export class PythonSchedule extends LearningRateSchedule {
  override readonly className = 'PythonSchedule';
  readonly #rateOf: PythonFunction;

  constructor(rateOf: PythonFunction) {
    super();
    this.#rateOf = rateOf;
  }

  override call(step: number): number {
    return Number(this.#rateOf(step));
  }

  override getConfig(): Readonly<Record<string, unknown>> {
    return {};
  }
}
