import * as tf from '@tensorflow/tfjs-core';
import type { MetricDirection } from '../callbacks/callback-model.ts';

/** What every metric can be built with, by name. */
export interface MetricParameters {
  readonly name?: string;
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

  constructor(name: string, direction?: MetricDirection) {
    this.name = name;
    this.direction = direction;
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
    return { name: this.name };
  }

  /** Frees the numbers. */
  dispose(): void {
    for (const variable of this.#variables) variable.dispose();
    this.#variables.length = 0;
  }

  /** Numbers that start at 0. */
  protected addVariable(shape: readonly number[]): tf.Variable {
    const variable = tf.tidy(() => tf.variable(tf.zeros([...shape]), false));
    this.#variables.push(variable);
    return variable;
  }
}

/** Adds to a variable. */
export function assignAdd(variable: tf.Variable, value: tf.Tensor): void {
  tf.tidy(() => variable.assign(tf.add(variable, value)));
}
