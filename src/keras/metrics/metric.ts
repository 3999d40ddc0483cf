import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import type { MetricDirection } from '../callbacks/callback-model.ts';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.ts';
import { toSnakeCase, uniqueName } from '../utils/unique-name.ts';
import { toFloat, type Values } from '../utils/tensor-values.ts';

/** What every metric can be built with, by name. */
export interface MetricParameters {
  readonly name?: string;
}

interface VariableParameters {
  readonly shape?: readonly number[];
  readonly initializer?: InitializerLike;
}

/** Weights of the samples, as a value or by the name that Keras has for them. */
export type Weighting = Values | null | { readonly sampleWeight?: Values | null | undefined };

/** The weights as float32. */
export function weightsOf(weighting: Weighting | undefined): tf.Tensor | undefined {
  const given = isNamed(weighting) ? weighting.sampleWeight : weighting;
  return given === null || given === undefined ? undefined : toFloat(given);
}

function isNamed(weighting: Weighting | undefined): weighting is { readonly sampleWeight?: Values | null } {
  return typeof weighting === 'object' && weighting !== null && Object.getPrototypeOf(weighting) === Object.prototype;
}

/**
 * Base of the metrics: numbers that batches add to, and a result of them. The numbers stay on the device; `result` is
 * a tensor, which costs a read only where it is wanted.
 *
 * @source https://keras.io/api/metrics/base_metric/
 */
export abstract class Metric {
  name: string;
  /** Whether more is better; undefined where neither is. */
  readonly direction: MetricDirection | undefined;
  readonly #variables: tf.Variable[] = [];
  readonly #config: object;

  /** @param config what `getConfig` gives besides the name. */
  constructor(name?: string, direction?: MetricDirection, config: object = {}) {
    this.name = name ?? uniqueName(toSnakeCase(this.constructor.name));
    this.direction = direction;
    this.#config = config;
  }

  /** The metric of a configuration, as `getConfig` gives it. */
  static fromConfig<T>(this: new (config: object) => T, config: object): T {
    return new this(config);
  }

  /** Adds a batch. */
  abstract updateState(yTrue: tf.Tensor, yPred?: tf.Tensor, sampleWeight?: tf.Tensor): void;

  /** The metric of all that was added since the last reset; the tensor is the caller's. */
  abstract result(): tf.Tensor;

  /** Starts anew. */
  resetState(): void {
    for (const variable of this.#variables) tf.tidy(() => variable.assign(tf.zerosLike(variable)));
  }

  /** The metric's numbers. */
  get variables(): readonly tf.Variable[] {
    return this.#variables;
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return { name: this.name, ...this.#config };
  }

  /** Frees the numbers. */
  dispose(): void {
    for (const variable of this.#variables) variable.dispose();
    this.#variables.length = 0;
  }

  /** Numbers that start at 0, unless told, and that a reset sets to 0. */
  protected addVariable(...values: Arguments<VariableParameters, readonly ['shape', 'initializer']>): tf.Variable {
    const bound = bindArguments<VariableParameters>(['shape', 'initializer'], values);
    const { shape = [], initializer = 'zeros' } = bound;
    const variable = tf.tidy(() => tf.variable(getInitializer(initializer).call(shape), false));
    this.#variables.push(variable);
    return variable;
  }
}

/** @throws {TypeError} when there are no predictions. */
export function requirePredictions(yPred: Values | undefined, metric: string): Values {
  if (yPred === undefined) throw new TypeError(`${metric}: expected labels and predictions.`);
  return yPred;
}

/** Adds to a variable. */
export function assignAdd(variable: tf.Variable, value: tf.Tensor): void {
  tf.tidy(() => variable.assign(tf.add(variable, value)));
}
