import { ValueError } from '../errors.ts';
import { findByName } from '../utils/find-by-name.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';
import { Circle } from './circle.ts';
import { CategoricalGeneralizedCrossEntropy } from './generalized-crossentropy.ts';
import { Loss, LossFunctionWrapper, type LossFunction } from './loss.ts';
import * as overlap from './overlap-losses.ts';
import * as parameterized from './parameterized-losses.ts';
import * as simple from './simple-losses.ts';

/** A loss, a function of the reader's own, a name as Keras knows it, or a serialized loss. */
export type LossLike = Loss | LossFunction | string | SerializedObject;

type LossClass = new (parameters: object) => Loss;

const classes: Readonly<Record<string, LossClass>> = {
  ...simple,
  ...parameterized,
  CategoricalGeneralizedCrossEntropy,
  Circle,
  Dice: overlap.Dice,
  Tversky: overlap.Tversky,
  mse: simple.MeanSquaredError,
  mae: simple.MeanAbsoluteError,
  mape: simple.MeanAbsolutePercentageError,
  msle: simple.MeanSquaredLogarithmicError,
  bce: parameterized.BinaryCrossentropy,
  kld: simple.KLDivergence,
};

/**
 * The loss of an identifier; null for null.
 *
 * @throws {ValueError} for a name that is not a loss's.
 */
export function getLoss(identifier: LossLike): Loss;
export function getLoss(identifier: LossLike | null): Loss | null;
export function getLoss(identifier: LossLike | null): Loss | null {
  if (identifier === null || identifier instanceof Loss) return identifier;
  if (typeof identifier === 'function') return new LossFunctionWrapper(identifier);
  return deserializeLoss(isSerializedObject(identifier) ? identifier : { className: identifier, config: {} });
}

/** @throws {ValueError} for a name that is not a loss's. */
export function deserializeLoss({ className, config }: SerializedObject): Loss {
  const found = findByName(classes, className);
  if (!found)
    throw new ValueError(
      `Could not interpret loss identifier: ${className}`,
      `Use one of ${Object.keys(classes).join(', ')}.`,
    );
  return new found(config);
}

/** A loss by its class and the arguments that build it again. */
export function serializeLoss(loss: Loss): SerializedObject {
  return { className: loss.className, config: loss.getConfig() };
}
