import type { Tensor } from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';
import { findByName } from '../utils/find-by-name.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';
import { Constant, Identity, Ones, Zeros } from './constant.ts';
import { Initializer } from './initializer.ts';
import { Orthogonal, RandomNormal, RandomUniform, TruncatedNormal } from './random.ts';
import {
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  LecunNormal,
  LecunUniform,
  VarianceScaling,
} from './variance-scaling.ts';

/** An initializer, its name, its serialized form, or a function from shape to tensor. */
export type InitializerLike = Initializer | string | SerializedObject | ((shape: readonly number[]) => Tensor);

type InitializerClass = new (config: object) => Initializer;

const classes: Readonly<Record<string, InitializerClass>> = {
  Zeros,
  Zero: Zeros,
  Ones,
  One: Ones,
  Constant,
  Identity,
  IdentityInitializer: Identity,
  Orthogonal,
  OrthogonalInitializer: Orthogonal,
  RandomNormal,
  Normal: RandomNormal,
  RandomUniform,
  Uniform: RandomUniform,
  TruncatedNormal,
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  LecunNormal,
  LecunUniform,
  VarianceScaling,
};

/** @throws {ValueError} for a name that is not an initializer's. */
export function getInitializer(identifier: InitializerLike): Initializer {
  if (identifier instanceof Initializer) return identifier;
  if (typeof identifier === 'function') return new FunctionInitializer(identifier);
  return deserializeInitializer(isSerializedObject(identifier) ? identifier : { className: identifier, config: {} });
}

/** @throws {ValueError} for a class that is not an initializer's. */
export function deserializeInitializer({ className, config }: SerializedObject): Initializer {
  const found = findByName(classes, className);
  if (!found) {
    throw new ValueError(
      `Could not interpret initializer identifier: ${className}`,
      `Use one of ${Object.keys(classes).join(', ')}.`,
    );
  }
  return new found(config);
}

/** An initializer by its class and the arguments that build it again. */
export function serializeInitializer(initializer: Initializer): SerializedObject {
  return { className: initializer.className, config: initializer.getConfig() };
}

/** A function from shape to tensor as an initializer. */
class FunctionInitializer extends Initializer {
  override readonly className = 'FunctionInitializer';
  readonly #create: (shape: readonly number[]) => Tensor;

  constructor(create: (shape: readonly number[]) => Tensor) {
    super();
    this.#create = create;
  }

  override call(shape: readonly number[]): Tensor {
    return this.#create(shape);
  }
}
