import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { SeedGenerator } from '../random/seed-generator.ts';
import { defaultSeed } from '../random/seeds.ts';
import { product } from '../utils/lists.ts';
import { Initializer } from './initializer.ts';

interface NormalParameters {
  readonly mean?: number;
  readonly stddev?: number;
  readonly seed?: number | null;
}

const NORMAL_NAMES = ['mean', 'stddev', 'seed'] as const;

/**
 * Numbers of the normal distribution, the same at each call, as in Keras; a seed gives Keras's.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/RandomNormal
 */
export class RandomNormal extends Initializer {
  override readonly className: string = 'RandomNormal';
  protected readonly mean: number;
  protected readonly stddev: number;
  readonly #seed: number | null;
  readonly #drawnFrom: number;

  constructor(...values: Arguments<NormalParameters, typeof NORMAL_NAMES>) {
    super();
    const { mean = 0, stddev = 0.05, seed = null } = bindArguments<NormalParameters>(NORMAL_NAMES, values);
    this.mean = mean;
    this.stddev = stddev;
    this.#seed = seed;
    this.#drawnFrom = seed ?? defaultSeed();
  }

  override call(shape: readonly number[]): tf.Tensor {
    return tf.tensor(this.draw(new SeedGenerator(this.#drawnFrom), product(shape)), [...shape], 'float32');
  }

  override getConfig() {
    return { mean: this.mean, stddev: this.stddev, seed: this.#seed };
  }

  protected draw(generator: SeedGenerator, count: number): Float32Array {
    return generator.normal(count, this.mean, this.stddev);
  }
}

/**
 * As RandomNormal, with numbers beyond two standard deviations drawn again.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/TruncatedNormal
 */
export class TruncatedNormal extends RandomNormal {
  override readonly className = 'TruncatedNormal';

  protected override draw(generator: SeedGenerator, count: number): Float32Array {
    return generator.truncatedNormal(count, this.mean, this.stddev);
  }
}

interface UniformParameters {
  readonly minval?: number;
  readonly maxval?: number;
  readonly seed?: number | null;
}

const UNIFORM_NAMES = ['minval', 'maxval', 'seed'] as const;

/**
 * Numbers in [minval, maxval), the same at each call, as in Keras; a seed gives Keras's.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/RandomUniform
 */
export class RandomUniform extends Initializer {
  override readonly className = 'RandomUniform';
  readonly #config: Required<UniformParameters>;
  readonly #drawnFrom: number;

  constructor(...values: Arguments<UniformParameters, typeof UNIFORM_NAMES>) {
    super();
    const { minval = -0.05, maxval = 0.05, seed = null } = bindArguments<UniformParameters>(UNIFORM_NAMES, values);
    this.#config = { minval, maxval, seed };
    this.#drawnFrom = seed ?? defaultSeed();
  }

  override call(shape: readonly number[]): tf.Tensor {
    const { minval, maxval } = this.#config;
    return tf.tensor(new SeedGenerator(this.#drawnFrom).uniform(product(shape), minval, maxval), [...shape], 'float32');
  }

  override getConfig() {
    return { ...this.#config };
  }
}

interface OrthogonalParameters {
  readonly gain?: number;
  readonly seed?: number | null;
}

const ORTHOGONAL_NAMES = ['gain', 'seed'] as const;

/**
 * A matrix with orthonormal columns, or rows where there are more columns than rows, times `gain`.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/Orthogonal
 */
export class Orthogonal extends Initializer {
  override readonly className = 'Orthogonal';
  readonly #config: Required<OrthogonalParameters>;
  readonly #drawnFrom: number;

  constructor(...values: Arguments<OrthogonalParameters, typeof ORTHOGONAL_NAMES>) {
    super();
    const { gain = 1, seed = null } = bindArguments<OrthogonalParameters>(ORTHOGONAL_NAMES, values);
    this.#config = { gain, seed };
    this.#drawnFrom = seed ?? defaultSeed();
  }

  /** @throws {ValueError} for the shape of a vector or a scalar. */
  override call(shape: readonly number[]): tf.Tensor {
    const { gain } = this.#config;
    if (shape.length < 2) {
      throw new ValueError(
        `The tensor to initialize must be at least two-dimensional. Received: shape=[${shape.join(', ')}].`,
      );
    }
    const columns = shape.at(-1) ?? 1;
    const rows = product(shape) / columns;
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    const basis = orthonormalVectors(new SeedGenerator(this.#drawnFrom), count, length);
    const element = (row: number, column: number) =>
      (rows >= columns ? basis[column]?.[row] : basis[row]?.[column]) ?? 0;
    const values = Float32Array.from(
      { length: rows * columns },
      (_, index) => gain * element(Math.floor(index / columns), index % columns),
    );
    return tf.tensor(values, [...shape], 'float32');
  }

  override getConfig() {
    return { ...this.#config };
  }
}

/**
 * The columns of Q in the QR decomposition of a matrix [length, count] of normal numbers, where R has no negative diagonal.
 * Gram and Schmidt, each vector freed twice of the part along those before it, against rounding.
 */
function orthonormalVectors(generator: SeedGenerator, count: number, length: number): Float64Array[] {
  const matrix = generator.normal(length * count);
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const column = vectors.length;
    const vector = Float64Array.from({ length }, (_, row) => matrix[row * count + column] ?? 0);
    for (const other of [...vectors, ...vectors]) {
      const along = dot(vector, other);
      vector.forEach((value, index) => (vector[index] = value - along * (other[index] ?? 0)));
    }
    const norm = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / norm));
  }
  return vectors;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
