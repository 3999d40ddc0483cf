import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { Initializer } from './initializer.ts';

/** All 0. @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/Zeros */
export class Zeros extends Initializer {
  override readonly className = 'Zeros';

  override call(shape: readonly number[]): tf.Tensor {
    return tf.zeros([...shape]);
  }
}

/** All 1. @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/Ones */
export class Ones extends Initializer {
  override readonly className = 'Ones';

  override call(shape: readonly number[]): tf.Tensor {
    return tf.ones([...shape]);
  }
}

interface ConstantParameters {
  readonly value?: number;
}

/** All `value`, 0 unless given. @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/Constant */
export class Constant extends Initializer {
  override readonly className = 'Constant';
  readonly #value: number;

  constructor(...values: Arguments<ConstantParameters, readonly ['value']>) {
    super();
    this.#value = bindArguments<ConstantParameters>(['value'], values).value ?? 0;
  }

  override call(shape: readonly number[]): tf.Tensor {
    return tf.fill([...shape], this.#value);
  }

  override getConfig() {
    return { value: this.#value };
  }
}

interface IdentityParameters {
  readonly gain?: number;
}

/**
 * `gain` on the diagonal of a matrix, else 0.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/Identity
 */
export class Identity extends Initializer {
  override readonly className = 'Identity';
  readonly #gain: number;

  constructor(...values: Arguments<IdentityParameters, readonly ['gain']>) {
    super();
    this.#gain = bindArguments<IdentityParameters>(['gain'], values).gain ?? 1;
  }

  /** @throws {ValueError} unless `shape` is that of a matrix. */
  override call(shape: readonly number[]): tf.Tensor {
    const [rows, columns] = shape;
    if (shape.length !== 2 || rows === undefined || columns === undefined) {
      throw new ValueError(`Identity: expected the shape of a matrix, got [${shape.join(', ')}].`);
    }
    return tf.tidy(() => tf.mul(tf.eye(rows, columns), this.#gain));
  }

  override getConfig() {
    return { gain: this.#gain };
  }
}
