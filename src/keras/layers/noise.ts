import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { SeedGenerator } from '../random/seed-generator.ts';
import { only, product } from '../utils/lists.ts';
import { Layer, type CallArguments, type LayerParameters } from './layer.ts';
import { oneShape } from './shape.ts';

interface DropoutParameters extends LayerParameters {
  /** Probability of zero, from 0 to 1. */
  readonly rate?: number;
  /** Shape of the mask, null for the input's length; a length of 1 drops along that axis together. */
  readonly noiseShape?: Shape | null;
  readonly seed?: number | null;
}

const DROPOUT_NAMES = ['rate', 'noiseShape', 'seed'] as const;

/**
 * Sets elements to zero with probability `rate` while training, and scales the rest by 1 / (1 - rate). Every step has a
 * mask of its own; a seed, or `setRandomSeed`, makes the sequence of masks repeatable.
 *
 * @throws {ValueError} unless rate is from 0 to 1.
 * @source https://keras.io/api/layers/regularization_layers/dropout/
 */
export class Dropout extends Layer {
  static override className = 'Dropout';
  readonly rate: number;
  readonly #noiseShape: Shape | null;
  readonly #generator: SeedGenerator;

  constructor(...values: Arguments<DropoutParameters, typeof DROPOUT_NAMES>) {
    const { rate, noiseShape = null, seed = null, ...layer } = bindArguments<DropoutParameters>(DROPOUT_NAMES, values);
    if (rate === undefined || !(rate >= 0 && rate <= 1)) {
      throw new ValueError(`Dropout: rate must be from 0 to 1, got ${rate ?? 'nothing'}.`);
    }
    super(layer, { rate, noiseShape, seed });
    this.rate = rate;
    this.#noiseShape = noiseShape;
    this.#generator = new SeedGenerator(seed);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments = {}): tf.Tensor {
    const x = only(inputs);
    if (!training || this.rate === 0) return x;
    const shape = x.shape.map((length, axis) => this.#noiseShape?.[axis] ?? length);
    return tf.tidy(() => tf.mul(x, dropoutMask(shape, this.rate, this.#generator)));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}

/** 0 with probability `rate`, else 1 / (1 - rate). */
export function dropoutMask(shape: readonly number[], rate: number, generator: SeedGenerator): tf.Tensor {
  const threshold = rate * 2 ** 32;
  const kept = rate === 1 ? 0 : 1 / (1 - rate);
  const draw = () => (generator.nextUint32() < threshold ? 0 : kept);
  return tf.tensor(Float32Array.from({ length: product(shape) }, draw), [...shape]);
}

interface GaussianNoiseParameters extends LayerParameters {
  readonly stddev?: number;
  readonly seed?: number | null;
}

/**
 * Adds normal noise of mean 0 while training.
 *
 * @throws {ValueError} unless stddev is from 0 to 1, as Keras wants it.
 * @source https://keras.io/api/layers/regularization_layers/gaussian_noise/
 */
export class GaussianNoise extends Layer {
  static override className = 'GaussianNoise';
  readonly #stddev: number;
  readonly #generator: SeedGenerator;

  constructor(...values: Arguments<GaussianNoiseParameters, readonly ['stddev', 'seed']>) {
    const { stddev, seed = null, ...layer } = bindArguments<GaussianNoiseParameters>(['stddev', 'seed'], values);
    if (stddev === undefined || !(stddev >= 0 && stddev <= 1)) {
      throw new ValueError(`GaussianNoise: stddev must be from 0 to 1, got ${stddev ?? 'nothing'}.`);
    }
    super(layer, { stddev, seed });
    this.#stddev = stddev;
    this.#generator = new SeedGenerator(seed);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments = {}): tf.Tensor {
    const x = only(inputs);
    if (!training || this.#stddev === 0) return x;
    return tf.tidy(() => tf.add(x, tf.tensor(this.#generator.normal(x.size, 0, this.#stddev), x.shape)));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}
