import { ValueError } from '../errors.ts';
import type { SerializedObject } from '../utils/serialized-object.ts';
import type { LearningRateSchedule } from './schedules/learning-rate-schedule.ts';

/** A number, a schedule of them by step, or a function without arguments. */
export type LearningRate = number | LearningRateSchedule | (() => number);

/** What every optimizer can be built with, by name. */
export interface OptimizerParameters {
  /** A number, a schedule of them by step, the serialized form of one, or a function without arguments. */
  readonly learningRate?: LearningRate | SerializedObject;
  /** Share of a weight that is taken off at each step, times the learning rate. */
  readonly weightDecay?: number | null;
  /** Largest norm of each gradient. */
  readonly clipnorm?: number | null;
  /** Largest size of each element of a gradient. */
  readonly clipvalue?: number | null;
  /** Largest norm of all gradients together. */
  readonly globalClipnorm?: number | null;
  /** Whether moving averages of the weights are kept. */
  readonly useEma?: boolean;
  readonly emaMomentum?: number;
  /** Steps after which the weights become their averages; null for the end of the training. */
  readonly emaOverwriteFrequency?: number | null;
  /** By how much the loss was multiplied, so that small gradients do not vanish: `apply` divides by it. */
  readonly lossScaleFactor?: number | null;
  /** Calls of `apply` whose gradients are averaged for one update, at least 2; null for an update at each call. */
  readonly gradientAccumulationSteps?: number | null;
  readonly name?: string;
}

/** The arguments that end the list of every optimizer, in Keras's order. */
export const COMMON_NAMES = [
  'clipnorm',
  'clipvalue',
  'globalClipnorm',
  'useEma',
  'emaMomentum',
  'emaOverwriteFrequency',
  'lossScaleFactor',
  'gradientAccumulationSteps',
  'name',
] as const;

/** What all optimizers have besides learning rate and name. */
export type OptimizerOptions = Required<Omit<OptimizerParameters, 'learningRate' | 'name'>>;

/** @throws {ValueError} when more than one kind of clipping is asked for, or a number is out of its range. */
export function completeOptions(given: Omit<OptimizerParameters, 'learningRate' | 'name'>): OptimizerOptions {
  const { weightDecay = null, clipnorm = null, clipvalue = null, globalClipnorm = null } = given;
  const { useEma = false, emaMomentum = 0.99, emaOverwriteFrequency = null } = given;
  const { lossScaleFactor = null, gradientAccumulationSteps = null } = given;
  if ([clipnorm, clipvalue, globalClipnorm].filter((limit) => limit !== null).length > 1) {
    throw new ValueError('only one of clipnorm, clipvalue and globalClipnorm can be set: choose one.');
  }
  if (gradientAccumulationSteps !== null && !(gradientAccumulationSteps >= 2)) {
    throw new ValueError(
      '`gradientAccumulationSteps` must be an integer >= 2. ' +
        `Received: gradientAccumulationSteps=${gradientAccumulationSteps}`,
    );
  }
  if (useEma) checkAverages(emaMomentum, emaOverwriteFrequency);
  return {
    weightDecay,
    clipnorm,
    globalClipnorm,
    clipvalue,
    useEma,
    emaMomentum,
    emaOverwriteFrequency,
    lossScaleFactor,
    gradientAccumulationSteps,
  };
}

function checkAverages(momentum: number, overwriteFrequency: number | null): void {
  if (!(momentum >= 0 && momentum <= 1)) {
    throw new ValueError(`\`emaMomentum\` must be in the range [0, 1]. Received: emaMomentum=${momentum}`);
  }
  if (overwriteFrequency !== null && (!Number.isInteger(overwriteFrequency) || overwriteFrequency < 0)) {
    throw new ValueError(`\`emaOverwriteFrequency\` must be an integer >= 1 or null. Received: ${overwriteFrequency}`);
  }
}
