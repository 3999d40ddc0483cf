import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { absolute } from '../absolute.ts';
import { ValueError } from '../errors.ts';
import { normalize } from '../losses/functions.ts';
import { findByName } from '../utils/find-by-name.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';

/**
 * A penalty on a weight or an output, added to the loss.
 *
 * @source https://keras.io/api/layers/regularizers/
 */
export abstract class Regularizer {
  abstract readonly className: string;

  /** The regularizer of a configuration, as `getConfig` gives it. */
  static fromConfig<T>(this: new (config: object) => T, config: object): T {
    return new this(config);
  }

  /** A scalar. */
  abstract call(x: tf.Tensor): tf.Scalar;

  abstract getConfig(): Readonly<Record<string, unknown>>;
}

interface L1L2Parameters {
  readonly l1?: number;
  readonly l2?: number;
}

/** @throws {ValueError} unless a factor is a number from 0 on. */
function checkedFactor(value: number, name: string): number {
  if (value >= 0 && Number.isFinite(value)) return value;
  throw new ValueError(`Invalid value for argument ${name}: expected a non-negative float. Received: ${name}=${value}`);
}

/**
 * l1 Σ|x| + l2 Σx².
 *
 * @throws {ValueError} unless both are from 0 on.
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/regularizers/L1L2
 */
export class L1L2 extends Regularizer {
  override readonly className: string = 'L1L2';
  readonly #l1: number;
  readonly #l2: number;

  constructor(...values: Arguments<L1L2Parameters, readonly ['l1', 'l2']>) {
    super();
    const { l1 = 0, l2 = 0 } = bindArguments<L1L2Parameters>(['l1', 'l2'], values);
    this.#l1 = checkedFactor(l1, 'l1');
    this.#l2 = checkedFactor(l2, 'l2');
  }

  override call(x: tf.Tensor): tf.Scalar {
    return tf.tidy(() => {
      const linear = this.#l1 === 0 ? tf.scalar(0) : tf.mul<tf.Scalar>(tf.sum(absolute(x)), this.#l1);
      if (this.#l2 === 0) return linear;
      return tf.add<tf.Scalar>(linear, tf.mul(tf.sum(tf.square(x)), this.#l2));
    });
  }

  override getConfig(): { l1?: number; l2?: number } {
    return { l1: this.#l1, l2: this.#l2 };
  }
}

interface L1Parameters {
  readonly l1?: number;
}

/** l1 Σ|x|. @source https://www.tensorflow.org/api_docs/python/tf/keras/regularizers/L1 */
export class L1 extends L1L2 {
  override readonly className = 'L1';

  constructor(...values: Arguments<L1Parameters, readonly ['l1']>) {
    super({ l1: bindArguments<L1Parameters>(['l1'], values).l1 ?? 0.01 });
  }

  override getConfig() {
    const { l1 = 0 } = super.getConfig();
    return { l1 };
  }
}

interface L2Parameters {
  readonly l2?: number;
}

/** l2 Σx². @source https://www.tensorflow.org/api_docs/python/tf/keras/regularizers/L2 */
export class L2 extends L1L2 {
  override readonly className = 'L2';

  constructor(...values: Arguments<L2Parameters, readonly ['l2']>) {
    super({ l2: bindArguments<L2Parameters>(['l2'], values).l2 ?? 0.01 });
  }

  override getConfig() {
    const { l2 = 0 } = super.getConfig();
    return { l2 };
  }
}

interface OrthogonalParameters {
  readonly factor?: number;
  /** What is to be orthogonal. */
  readonly mode?: 'rows' | 'columns';
}

const ORTHOGONAL_NAMES = ['factor', 'mode'] as const;

/**
 * factor times the mean |cosine| of all pairs of rows, or columns, of a matrix.
 *
 * @throws {ValueError} unless the factor is from 0 on, and for another mode.
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/regularizers/OrthogonalRegularizer
 */
export class OrthogonalRegularizer extends Regularizer {
  override readonly className = 'OrthogonalRegularizer';
  readonly #factor: number;
  readonly #mode: 'rows' | 'columns';

  constructor(...values: Arguments<OrthogonalParameters, typeof ORTHOGONAL_NAMES>) {
    super();
    const { factor = 0.01, mode = 'rows' } = bindArguments<OrthogonalParameters>(ORTHOGONAL_NAMES, values);
    if (!['rows', 'columns'].includes(mode)) {
      throw new ValueError(`Invalid value for argument \`mode\`. Expected rows or columns. Received: mode=${mode}`);
    }
    this.#factor = checkedFactor(factor, 'factor');
    this.#mode = mode;
  }

  /** @throws {ValueError} unless `x` is a matrix. */
  override call(x: tf.Tensor): tf.Scalar {
    if (x.rank !== 2) {
      throw new ValueError(`Inputs to OrthogonalRegularizer must have rank 2. Received: shape=[${x.shape.join(', ')}]`);
    }
    return tf.tidy(() => {
      const rows = this.#mode === 'rows' ? x : tf.transpose(x);
      const unit = normalize(rows, 1);
      const [size = 1] = rows.shape;
      const cosines = tf.mul(tf.matMul(unit, unit, false, true), tf.sub(1, tf.eye(size)));
      return tf.mul<tf.Scalar>(tf.sum(absolute(cosines)), this.#factor / (size * (size - 1)));
    });
  }

  override getConfig() {
    return { factor: this.#factor, mode: this.#mode };
  }
}

export const orthogonalRegularizer = (...values: Arguments<OrthogonalParameters, typeof ORTHOGONAL_NAMES>) =>
  new OrthogonalRegularizer(...values);
export const l1 = (...values: Arguments<L1Parameters, readonly ['l1']>) => new L1(...values);
export const l2 = (...values: Arguments<L2Parameters, readonly ['l2']>) => new L2(...values);

/** As `L1L2`, with 0.01 for what is not given, as the lower-case name has it in Keras. */
export function l1l2(...values: Arguments<L1L2Parameters, readonly ['l1', 'l2']>): L1L2 {
  return new L1L2({ l1: 0.01, l2: 0.01, ...bindArguments<L1L2Parameters>(['l1', 'l2'], values) });
}

/** A function of the reader's own as a regularizer. */
class FunctionRegularizer extends Regularizer {
  override readonly className = 'FunctionRegularizer';
  readonly #penalty: (x: tf.Tensor) => tf.Scalar;

  constructor(penalty: (x: tf.Tensor) => tf.Scalar) {
    super();
    this.#penalty = penalty;
  }

  override call(x: tf.Tensor): tf.Scalar {
    return this.#penalty(x);
  }

  override getConfig() {
    return {};
  }
}

export type RegularizerLike = Regularizer | ((x: tf.Tensor) => tf.Scalar) | string | SerializedObject | null;

const classes = { L1, L2, L1L2, OrthogonalRegularizer };

/**
 * @throws {ValueError} for a name that is not a regularizer's.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/regularizers/get
 */
export function get(identifier: RegularizerLike | undefined): Regularizer | null {
  if (identifier === null || identifier === undefined || identifier instanceof Regularizer) return identifier ?? null;
  if (typeof identifier === 'function') return new FunctionRegularizer(identifier);
  return deserialize(isSerializedObject(identifier) ? identifier : { className: identifier, config: {} });
}

/**
 * A regularizer by its class and the arguments that build it again.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/regularizers/serialize
 */
export function serialize(regularizer: Regularizer): SerializedObject {
  return { className: regularizer.className, config: regularizer.getConfig() };
}

/**
 * @throws {ValueError} for a class that is not a regularizer's.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/regularizers/deserialize
 */
export function deserialize({ className, config }: SerializedObject): Regularizer {
  const found = findByName<new (config: object) => Regularizer>(classes, className);
  if (!found)
    throw new ValueError(
      `Could not interpret regularizer identifier: ${className}`,
      `Use one of ${Object.keys(classes).join(', ')}.`,
    );
  return new found(config);
}
