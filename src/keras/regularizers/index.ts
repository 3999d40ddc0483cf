import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { absolute } from '../absolute.ts';
import { ValueError } from '../errors.ts';
import { findByName } from '../utils/find-by-name.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';

/**
 * A penalty on a weight or an output, added to the loss.
 *
 * @source https://keras.io/api/layers/regularizers/
 */
export abstract class Regularizer {
  abstract readonly className: string;

  /** A scalar. */
  abstract call(x: tf.Tensor): tf.Scalar;

  abstract getConfig(): Readonly<Record<string, unknown>>;
}

interface L1L2Parameters {
  readonly l1?: number;
  readonly l2?: number;
}

/** l1 Σ|x| + l2 Σx². */
export class L1L2 extends Regularizer {
  override readonly className: string = 'L1L2';
  readonly #l1: number;
  readonly #l2: number;

  constructor(...values: Arguments<L1L2Parameters, readonly ['l1', 'l2']>) {
    super();
    const { l1 = 0, l2 = 0 } = bindArguments<L1L2Parameters>(['l1', 'l2'], values);
    this.#l1 = l1;
    this.#l2 = l2;
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

/** l1 Σ|x|. */
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

/** l2 Σx². */
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

export const l1 = (...values: Arguments<L1Parameters, readonly ['l1']>) => new L1(...values);
export const l2 = (...values: Arguments<L2Parameters, readonly ['l2']>) => new L2(...values);

/** As `L1L2`, with 0.01 for what is not given, as the lower-case name has it in Keras. */
export function l1l2(...values: Arguments<L1L2Parameters, readonly ['l1', 'l2']>): L1L2 {
  return new L1L2({ l1: 0.01, l2: 0.01, ...bindArguments<L1L2Parameters>(['l1', 'l2'], values) });
}

export type RegularizerLike = Regularizer | string | SerializedObject | null;

const classes = { L1, L2, L1L2 };

/** @throws {ValueError} for a name that is not a regularizer's. */
export function get(identifier: RegularizerLike | undefined): Regularizer | null {
  if (identifier === null || identifier === undefined || identifier instanceof Regularizer) return identifier ?? null;
  const { className, config } = isSerializedObject(identifier) ? identifier : { className: identifier, config: {} };
  const found = findByName<new (config: object) => Regularizer>(classes, className);
  if (!found) throw new ValueError(`unknown regularizer '${className}'. Use 'l1', 'l2' or 'l1l2'.`);
  return new found(config);
}
