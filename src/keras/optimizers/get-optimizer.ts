import { ValueError } from '../errors.ts';
import { findByName } from '../utils/find-by-name.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';
import { Adadelta } from './adadelta.ts';
import { Adagrad } from './adagrad.ts';
import { Adam, AdamW } from './adam.ts';
import { Adamax } from './adamax.ts';
import { Ftrl } from './ftrl.ts';
import { Lamb } from './lamb.ts';
import { Lion } from './lion.ts';
import { Nadam } from './nadam.ts';
import { Optimizer } from './optimizer.ts';
import { RMSprop } from './rmsprop.ts';
import { SGD } from './sgd.ts';

/** An optimizer, its name, or its serialized form. */
export type OptimizerLike = Optimizer | string | SerializedObject;

type OptimizerClass = new (parameters: object) => Optimizer;

const classes: Readonly<Record<string, OptimizerClass>> = {
  SGD,
  Adam,
  AdamW,
  RMSprop,
  Adagrad,
  Adadelta,
  Adamax,
  Nadam,
  Lion,
  Ftrl,
  Lamb,
};

/** @throws {ValueError} for a name that is not an optimizer's. */
export function getOptimizer(identifier: OptimizerLike): Optimizer {
  if (identifier instanceof Optimizer) return identifier;
  return deserializeOptimizer(isSerializedObject(identifier) ? identifier : { className: identifier, config: {} });
}

/** @throws {ValueError} for a class that is not an optimizer's. */
export function deserializeOptimizer({ className, config }: SerializedObject): Optimizer {
  const found = findByName(classes, className);
  if (!found)
    throw new ValueError(
      `Could not interpret optimizer identifier: ${className}`,
      `Use one of ${Object.keys(classes).join(', ')}.`,
    );
  return new found(config);
}

/** An optimizer by its class and the arguments that build it again. */
export function serializeOptimizer(optimizer: Optimizer): SerializedObject {
  return { className: optimizer.className, config: optimizer.getConfig() };
}
