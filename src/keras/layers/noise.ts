import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { dropoutMask } from '../../engine/dropout-mask.ts';
import { stepValue } from '../../engine/step-value.ts';
import { ValueError } from '../errors.ts';
import { SeedGenerator } from '../random/seed-generator.ts';
import { only } from '../utils/lists.ts';
import { without } from '../utils/without.ts';
import { Layer, type CallArguments, type LayerParameters } from './layer.ts';
import { oneShape } from './shape.ts';
import { checkedDataFormat, inFormat, type DataFormat } from './window.ts';

interface DropoutParameters extends LayerParameters {
  /** Probability of zero, from 0 to 1. */
  readonly rate?: number;
  /** Shape of the mask, null for the input's length; a length of 1 drops along that axis together. */
  readonly noiseShape?: Shape | null;
  readonly seed?: number | null;
}

/** The constants of SELU. */
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

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
  protected override readonly keepsSteps = true;
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
    this.#generator = generatorFor(rate, seed);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments = {}): tf.Tensor {
    const x = only(inputs);
    if (!training || this.rate === 0) return x;
    const shape = x.shape.map((length, axis) => this.#noiseShape?.[axis] ?? length);
    return tf.tidy(() => this.drop(x, dropoutMask(shape, this.rate, this.#generator)));
  }

  protected drop(x: tf.Tensor, mask: tf.Tensor): tf.Tensor {
    return tf.mul(x, mask);
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}

interface SpatialDropoutParameters extends LayerParameters {
  readonly rate?: number;
  readonly seed?: number | null;
}

interface SpatialDropout2DParameters extends SpatialDropoutParameters {
  readonly dataFormat?: DataFormat | null;
}

/** Drops whole channels of sequences. @source https://keras.io/api/layers/regularization_layers/spatial_dropout1d/ */
export class SpatialDropout1D extends Dropout {
  static override className = 'SpatialDropout1D';

  constructor(...values: Arguments<SpatialDropoutParameters, readonly ['rate', 'seed']>) {
    super({ ...bindArguments<SpatialDropoutParameters>(['rate', 'seed'], values), noiseShape: [null, 1, null] });
    this.inputRequirements = { ndim: 3 };
  }

  override getConfig(): tf.serialization.ConfigDict {
    return without(super.getConfig(), ['noiseShape']);
  }
}

/** Drops whole channels of images. @source https://keras.io/api/layers/regularization_layers/spatial_dropout2d/ */
export class SpatialDropout2D extends Dropout {
  static override className = 'SpatialDropout2D';
  readonly #format: DataFormat;

  constructor(...values: Arguments<SpatialDropout2DParameters, readonly ['rate', 'dataFormat', 'seed']>) {
    const bound = bindArguments<SpatialDropout2DParameters>(['rate', 'dataFormat', 'seed'], values);
    const { dataFormat, ...dropout } = bound;
    const format = checkedDataFormat(dataFormat, 'SpatialDropout2D');
    super({ ...dropout, noiseShape: inFormat([null, 1, 1, null], format) });
    this.#format = format;
    this.inputRequirements = { ndim: 4 };
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...without(super.getConfig(), ['noiseShape']), dataFormat: this.#format };
  }
}

/**
 * As Dropout, but dropped elements get the value that keeps mean and variance of SELU's outputs.
 *
 * @source https://keras.io/api/layers/regularization_layers/alpha_dropout/
 */
export class AlphaDropout extends Dropout {
  static override className = 'AlphaDropout';

  protected override drop(x: tf.Tensor, mask: tf.Tensor): tf.Tensor {
    const { rate } = this;
    const dropped = -SELU_ALPHA * SELU_SCALE;
    const factor = ((1 - rate) * (1 + rate * dropped ** 2)) ** -0.5;
    const kept = tf.cast(tf.notEqual(mask, 0), 'float32');
    const mixed = tf.add(tf.mul(x, kept), tf.mul(dropped, tf.sub(1, kept)));
    return tf.add(tf.mul(mixed, factor), -factor * dropped * rate);
  }
}

interface GaussianDropoutParameters extends LayerParameters {
  readonly rate?: number;
  readonly seed?: number | null;
}

/**
 * Multiplies with normal noise of mean 1 and standard deviation √(rate / (1 - rate)) while training.
 *
 * @throws {ValueError} unless rate is from 0 to 1.
 * @source https://keras.io/api/layers/regularization_layers/gaussian_dropout/
 */
export class GaussianDropout extends Layer {
  static override className = 'GaussianDropout';
  protected override readonly keepsSteps = true;
  readonly #rate: number;
  readonly #generator: SeedGenerator;

  constructor(...values: Arguments<GaussianDropoutParameters, readonly ['rate', 'seed']>) {
    const { rate, seed = null, ...layer } = bindArguments<GaussianDropoutParameters>(['rate', 'seed'], values);
    if (rate === undefined || !(rate >= 0 && rate <= 1)) {
      throw new ValueError(`GaussianDropout: rate must be from 0 to 1, got ${rate ?? 'nothing'}.`);
    }
    super(layer, { rate, seed });
    this.#rate = rate;
    this.#generator = generatorFor(rate, seed);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments = {}): tf.Tensor {
    const x = only(inputs);
    if (!training || this.#rate === 0) return x;
    const deviation = Math.sqrt(this.#rate / (1 - this.#rate));
    return tf.tidy(() => tf.mul(x, noiseOf(x, 1, deviation, this.#generator)));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}

/** A layer that does nothing takes no default seed from those after it. */
function generatorFor(strength: number, seed: number | null): SeedGenerator {
  return new SeedGenerator(strength > 0 ? seed : 0);
}

/** Normal noise that differs at each step, also of one that is replayed. */
function noiseOf({ shape, size }: tf.Tensor, mean: number, stddev: number, generator: SeedGenerator): tf.Tensor {
  return stepValue(() => generator.normal(size, mean, stddev), shape);
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
  protected override readonly keepsSteps = true;
  readonly #stddev: number;
  readonly #generator: SeedGenerator;

  constructor(...values: Arguments<GaussianNoiseParameters, readonly ['stddev', 'seed']>) {
    const { stddev, seed = null, ...layer } = bindArguments<GaussianNoiseParameters>(['stddev', 'seed'], values);
    if (stddev === undefined || !(stddev >= 0 && stddev <= 1)) {
      throw new ValueError(`GaussianNoise: stddev must be from 0 to 1, got ${stddev ?? 'nothing'}.`);
    }
    super(layer, { stddev, seed });
    this.#stddev = stddev;
    this.#generator = generatorFor(stddev, seed);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: CallArguments = {}): tf.Tensor {
    const x = only(inputs);
    if (!training || this.#stddev === 0) return x;
    return tf.tidy(() => tf.add(x, noiseOf(x, 0, this.#stddev, this.#generator)));
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return oneShape(inputShape);
  }
}
