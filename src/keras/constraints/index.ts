import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { EPSILON } from '../epsilon.ts';
import { ValueError } from '../errors.ts';
import { findByName } from '../utils/find-by-name.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';

/**
 * What a weight is brought back to after each update.
 *
 * @source https://keras.io/api/layers/constraints/
 */
export abstract class Constraint {
  abstract readonly className: string;

  /** The constraint of a configuration, as `getConfig` gives it. */
  static fromConfig<T>(this: new (config: object) => T, config: object): T {
    return new this(config);
  }

  abstract call(weight: tf.Tensor): tf.Tensor;

  getConfig(): Readonly<Record<string, unknown>> {
    return {};
  }
}

interface NormParameters {
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly rate?: number;
  readonly axis?: number | readonly number[];
}

const MIN_MAX_NAMES = ['minValue', 'maxValue', 'rate', 'axis'] as const;

/** Scales `weight` so that its norms along `axis` become `desired` of them. */
function withNorms(
  weight: tf.Tensor,
  axis: number | readonly number[],
  desired: (norms: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  return tf.tidy(() => {
    const axes = typeof axis === 'number' ? axis : [...axis];
    const norms = tf.sqrt(tf.sum(tf.square(weight), axes, true));
    return tf.mul(weight, tf.div(desired(norms), tf.add(norms, EPSILON)));
  });
}

/**
 * Norms of at most `maxValue`, 2 unless given.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/constraints/MaxNorm
 */
export class MaxNorm extends Constraint {
  override readonly className = 'MaxNorm';
  readonly #maxValue: number;
  readonly #axis: number | readonly number[];

  constructor(...values: Arguments<NormParameters, readonly ['maxValue', 'axis']>) {
    super();
    const { maxValue = 2, axis = 0 } = bindArguments<NormParameters>(['maxValue', 'axis'], values);
    this.#maxValue = maxValue;
    this.#axis = axis;
  }

  override call(weight: tf.Tensor): tf.Tensor {
    return withNorms(weight, this.#axis, (norms) => tf.clipByValue(norms, 0, this.#maxValue));
  }

  override getConfig() {
    return { maxValue: this.#maxValue, axis: this.#axis };
  }
}

/** Nothing below 0. @source https://www.tensorflow.org/api_docs/python/tf/keras/constraints/NonNeg */
export class NonNeg extends Constraint {
  override readonly className = 'NonNeg';

  override call(weight: tf.Tensor): tf.Tensor {
    return tf.relu(weight);
  }
}

/** Norms of 1. @source https://www.tensorflow.org/api_docs/python/tf/keras/constraints/UnitNorm */
export class UnitNorm extends Constraint {
  override readonly className = 'UnitNorm';
  readonly #axis: number | readonly number[];

  constructor(...values: Arguments<NormParameters, readonly ['axis']>) {
    super();
    this.#axis = bindArguments<NormParameters>(['axis'], values).axis ?? 0;
  }

  override call(weight: tf.Tensor): tf.Tensor {
    return withNorms(weight, this.#axis, (norms) => tf.onesLike(norms));
  }

  override getConfig() {
    return { axis: this.#axis };
  }
}

/**
 * Norms brought towards the range from `minValue` to `maxValue`, by the share `rate`.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/constraints/MinMaxNorm
 */
export class MinMaxNorm extends Constraint {
  override readonly className = 'MinMaxNorm';
  readonly #config: Required<NormParameters>;

  constructor(...values: Arguments<NormParameters, typeof MIN_MAX_NAMES>) {
    super();
    const { minValue = 0, maxValue = 1, rate = 1, axis = 0 } = bindArguments<NormParameters>(MIN_MAX_NAMES, values);
    this.#config = { minValue, maxValue, rate, axis };
  }

  override call(weight: tf.Tensor): tf.Tensor {
    const { minValue, maxValue, rate, axis } = this.#config;
    return withNorms(weight, axis, (norms) =>
      tf.add(tf.mul(rate, tf.clipByValue(norms, minValue, maxValue)), tf.mul(1 - rate, norms)),
    );
  }

  override getConfig() {
    return { ...this.#config };
  }
}

export const maxNorm = (...values: Arguments<NormParameters, readonly ['maxValue', 'axis']>) => new MaxNorm(...values);
export const nonNeg = () => new NonNeg();
export const unitNorm = (...values: Arguments<NormParameters, readonly ['axis']>) => new UnitNorm(...values);
export const minMaxNorm = (...values: Arguments<NormParameters, typeof MIN_MAX_NAMES>) => new MinMaxNorm(...values);

/** A function of the reader's own as a constraint. */
class FunctionConstraint extends Constraint {
  override readonly className = 'FunctionConstraint';
  readonly #project: (weight: tf.Tensor) => tf.Tensor;

  constructor(project: (weight: tf.Tensor) => tf.Tensor) {
    super();
    this.#project = project;
  }

  override call(weight: tf.Tensor): tf.Tensor {
    return this.#project(weight);
  }
}

export type ConstraintLike = Constraint | ((weight: tf.Tensor) => tf.Tensor) | string | SerializedObject | null;

const classes = { MaxNorm, NonNeg, UnitNorm, MinMaxNorm };

/**
 * @throws {ValueError} for a name that is not a constraint's.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/constraints/get
 */
export function get(identifier: ConstraintLike | undefined): Constraint | null {
  if (identifier === null || identifier === undefined || identifier instanceof Constraint) return identifier ?? null;
  if (typeof identifier === 'function') return new FunctionConstraint(identifier);
  return deserialize(isSerializedObject(identifier) ? identifier : { className: identifier, config: {} });
}

/**
 * A constraint by its class and the arguments that build it again.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/constraints/serialize
 */
export function serialize(constraint: Constraint): SerializedObject {
  return { className: constraint.className, config: constraint.getConfig() };
}

/**
 * @throws {ValueError} for a class that is not a constraint's.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/constraints/deserialize
 */
export function deserialize({ className, config }: SerializedObject): Constraint {
  const found = findByName<new (config: object) => Constraint>(classes, className);
  if (!found) {
    throw new ValueError(
      `Could not interpret constraint identifier: ${className}`,
      `Use one of ${Object.keys(classes).join(', ')}.`,
    );
  }
  return new found(config);
}
