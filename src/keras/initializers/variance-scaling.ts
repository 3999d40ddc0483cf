import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { SeedGenerator } from '../random/seed-generator.ts';
import { defaultSeed } from '../random/seeds.ts';
import { product } from '../utils/lists.ts';
import { Initializer } from './initializer.ts';

const MODES = ['fan_in', 'fan_out', 'fan_avg'] as const;
const DISTRIBUTIONS = ['uniform', 'truncated_normal', 'untruncated_normal'] as const;

type Mode = (typeof MODES)[number];
type Distribution = (typeof DISTRIBUTIONS)[number];

interface VarianceScalingParameters {
  readonly scale?: number;
  readonly mode?: Mode | 'fanIn' | 'fanOut' | 'fanAvg';
  /** 'normal' is 'truncated_normal'. */
  readonly distribution?: Distribution | 'normal' | 'truncatedNormal' | 'untruncatedNormal';
  readonly seed?: number | null;
}

const NAMES = ['scale', 'mode', 'distribution', 'seed'] as const;

/** The standard deviation of a normal distribution that is cut off at two of its own. */
const TRUNCATED_STDDEV = 0.87962566103423978;

/**
 * Numbers whose variance is `scale` / fan, where the fan counts the inputs or outputs of a unit, or their mean.
 *
 * @throws {ValueError} unless `scale` is above 0, and for an unknown mode or distribution.
 * @source https://keras.io/api/layers/initializers/#variancescaling-class
 */
export class VarianceScaling extends Initializer {
  override readonly className: string = 'VarianceScaling';
  readonly #config: { scale: number; mode: Mode; distribution: Distribution; seed: number | null };
  readonly #drawnFrom: number;

  constructor(...values: Arguments<VarianceScalingParameters, typeof NAMES>) {
    super();
    const bound = bindArguments<VarianceScalingParameters>(NAMES, values);
    const { scale = 1, mode = 'fan_in', distribution = 'truncated_normal', seed = null } = bound;
    if (!(scale > 0)) throw new ValueError(`Argument \`scale\` must be positive float. Received: scale=${scale}`);
    this.#drawnFrom = seed ?? defaultSeed();
    this.#config = {
      scale,
      mode: oneOf(MODES, mode, 'mode'),
      distribution: oneOf(DISTRIBUTIONS, distribution === 'normal' ? 'truncated_normal' : distribution, 'distribution'),
      seed,
    };
  }

  override call(shape: readonly number[]): tf.Tensor {
    const { scale, mode, distribution } = this.#config;
    const { fanIn, fanOut } = fans(shape);
    const fan = { fan_in: fanIn, fan_out: fanOut, fan_avg: (fanIn + fanOut) / 2 }[mode];
    const variance = scale / Math.max(1, fan);
    const values = draw(new SeedGenerator(this.#drawnFrom), distribution, product(shape), variance);
    return tf.tensor(values, [...shape], 'float32');
  }

  override getConfig(): Readonly<Record<string, unknown>> {
    return { ...this.#config };
  }
}

/** @throws {ValueError} for a value that is none of `known`, however it is written. */
function oneOf<T extends string>(known: readonly T[], value: string, name: string): T {
  const key = value.replaceAll('_', '').toLowerCase();
  const found = known.find((candidate) => candidate.replaceAll('_', '') === key);
  if (found) return found;
  throw new ValueError(`Invalid \`${name}\` argument: ${value}. Please use one of ${known.join(', ')}.`);
}

function draw(generator: SeedGenerator, kind: Distribution, count: number, variance: number): Float32Array {
  if (kind === 'uniform') {
    const limit = Math.sqrt(3 * variance);
    return generator.uniform(count, -limit, limit);
  }
  const stddev = Math.sqrt(variance);
  return kind === 'untruncated_normal'
    ? generator.normal(count, 0, stddev)
    : generator.truncatedNormal(count, 0, stddev / TRUNCATED_STDDEV);
}

/** Inputs and outputs of a unit whose weights have this shape; the last two axes are in and out, the others a window. */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length < 2) return { fanIn: product(shape), fanOut: product(shape) };
  const window = product(shape.slice(0, -2));
  return { fanIn: window * (shape.at(-2) ?? 1), fanOut: window * (shape.at(-1) ?? 1) };
}

interface SeedParameters {
  readonly seed?: number | null;
}

type SeedArguments = Arguments<SeedParameters, readonly ['seed']>;

/** A VarianceScaling that Keras has a name for, with nothing left to choose but the seed. */
abstract class NamedScaling extends VarianceScaling {
  readonly #seed: number | null;

  constructor(values: SeedArguments, scaling: { scale: number; mode: Mode; distribution: Distribution }) {
    const { seed = null } = bindArguments<SeedParameters>(['seed'], values);
    super({ ...scaling, seed });
    this.#seed = seed;
  }

  override getConfig() {
    return { seed: this.#seed };
  }
}

/**
 * Uniform in ±√(6 / (in + out)): the kernels of Keras start so.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/GlorotUniform
 */
export class GlorotUniform extends NamedScaling {
  override readonly className = 'GlorotUniform';

  constructor(...values: SeedArguments) {
    super(values, { scale: 1, mode: 'fan_avg', distribution: 'uniform' });
  }
}

/**
 * Truncated normal of variance 2 / (in + out).
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/GlorotNormal
 */
export class GlorotNormal extends NamedScaling {
  override readonly className = 'GlorotNormal';

  constructor(...values: SeedArguments) {
    super(values, { scale: 1, mode: 'fan_avg', distribution: 'truncated_normal' });
  }
}

/** Uniform in ±√(6 / in). @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/HeUniform */
export class HeUniform extends NamedScaling {
  override readonly className = 'HeUniform';

  constructor(...values: SeedArguments) {
    super(values, { scale: 2, mode: 'fan_in', distribution: 'uniform' });
  }
}

/**
 * Truncated normal of variance 2 / in.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/HeNormal
 */
export class HeNormal extends NamedScaling {
  override readonly className = 'HeNormal';

  constructor(...values: SeedArguments) {
    super(values, { scale: 2, mode: 'fan_in', distribution: 'truncated_normal' });
  }
}

/** Uniform in ±√(3 / in). @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/LecunUniform */
export class LecunUniform extends NamedScaling {
  override readonly className = 'LecunUniform';

  constructor(...values: SeedArguments) {
    super(values, { scale: 1, mode: 'fan_in', distribution: 'uniform' });
  }
}

/**
 * Truncated normal of variance 1 / in.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/initializers/LecunNormal
 */
export class LecunNormal extends NamedScaling {
  override readonly className = 'LecunNormal';

  constructor(...values: SeedArguments) {
    super(values, { scale: 1, mode: 'fan_in', distribution: 'truncated_normal' });
  }
}
