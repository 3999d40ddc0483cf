import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * How a weight gets its first values.
 *
 * @source https://keras.io/api/layers/initializers/
 */
export abstract class Initializer {
  /** Name under which it is serialized, as in Keras. */
  abstract readonly className: string;

  /** The initializer of a configuration, as `getConfig` gives it. */
  static fromConfig<T>(this: new (config: object) => T, config: object): T {
    return new this(config);
  }

  /** A new tensor of `shape`, float32. */
  abstract call(shape: readonly number[]): Tensor;

  getConfig(): Readonly<Record<string, unknown>> {
    return {};
  }
}
