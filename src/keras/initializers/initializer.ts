import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * How a weight gets its first values.
 *
 * @source https://keras.io/api/layers/initializers/
 */
export abstract class Initializer {
  /** Name under which it is serialized, as in Keras. */
  abstract readonly className: string;

  /** A new tensor of `shape`, float32. */
  abstract call(shape: readonly number[]): Tensor;

  getConfig(): Readonly<Record<string, unknown>> {
    return {};
  }
}
