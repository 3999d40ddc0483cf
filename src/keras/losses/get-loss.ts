import { ValueError } from '../errors.ts';
import { findByName } from '../utils/find-by-name.ts';
import { isSerializedObject, type SerializedObject } from '../utils/serialized-object.ts';
import { Loss, LossFunctionWrapper, type LossFunction } from './loss.ts';
import * as parameterized from './parameterized-losses.ts';
import * as simple from './simple-losses.ts';

/** A loss, a function of the reader's own, a name as Keras knows it, or a serialized loss. */
export type LossLike = Loss | LossFunction | string | SerializedObject;

type LossClass = new (parameters: object) => Loss;

const classes: Readonly<Record<string, LossClass>> = {
  ...simple,
  ...parameterized,
  mse: simple.MeanSquaredError,
  mae: simple.MeanAbsoluteError,
  mape: simple.MeanAbsolutePercentageError,
  msle: simple.MeanSquaredLogarithmicError,
  bce: parameterized.BinaryCrossentropy,
};

/**
 * The loss of an identifier. A loss found by name is called as it is written there: `mse`, `huber`.
 *
 * @throws {ValueError} for a name that is not a loss's.
 */
export function getLoss(identifier: LossLike): Loss {
  if (identifier instanceof Loss) return identifier;
  if (typeof identifier === 'function') return new LossFunctionWrapper(identifier);
  const { className, config } = isSerializedObject(identifier)
    ? identifier
    : { className: identifier, config: { name: identifier } };
  const found = findByName(classes, className);
  if (!found) throw new ValueError(`unknown loss '${className}'. Use one of ${Object.keys(classes).join(', ')}.`);
  return new found(config);
}
