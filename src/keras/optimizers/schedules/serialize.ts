import { ValueError } from '../../errors.ts';
import { findByName } from '../../utils/find-by-name.ts';
import type { SerializedObject } from '../../utils/serialized-object.ts';
import { CosineDecay } from './cosine-decay.ts';
import { CosineDecayRestarts } from './cosine-decay-restarts.ts';
import { ExponentialDecay } from './exponential-decay.ts';
import { InverseTimeDecay } from './inverse-time-decay.ts';
import type { LearningRateSchedule } from './learning-rate-schedule.ts';
import { PiecewiseConstantDecay } from './piecewise-constant-decay.ts';
import { PolynomialDecay } from './polynomial-decay.ts';

type ScheduleClass = new (config: object) => LearningRateSchedule;

const classes: Readonly<Record<string, ScheduleClass>> = {
  CosineDecay,
  CosineDecayRestarts,
  ExponentialDecay,
  InverseTimeDecay,
  PiecewiseConstantDecay,
  PolynomialDecay,
};

/**
 * A schedule by its class and the arguments that build it again.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/optimizers/schedules/serialize
 */
export function serialize(schedule: LearningRateSchedule): SerializedObject {
  return { className: schedule.className, config: schedule.getConfig() };
}

/**
 * @throws {ValueError} for a class that is none of Keras's schedules.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/optimizers/schedules/deserialize
 */
export function deserialize({ className, config }: SerializedObject): LearningRateSchedule {
  const found = findByName(classes, className);
  if (!found) throw new ValueError(`unknown schedule '${className}'. Use one of ${Object.keys(classes).join(', ')}.`);
  return new found(config);
}
