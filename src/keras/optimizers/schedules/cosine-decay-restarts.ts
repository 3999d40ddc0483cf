import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { requiredArgument } from '../../required-argument.ts';
import { LearningRateSchedule } from './learning-rate-schedule.ts';
import { positiveSteps } from './positive-steps.ts';

interface CosineDecayRestartsParameters {
  readonly initialLearningRate?: number;
  /** Steps of the first period. */
  readonly firstDecaySteps?: number;
  /** How many times longer each period is than the one before it. */
  readonly tMul?: number;
  /** By what the learning rate of a period's begin is multiplied for the next period. */
  readonly mMul?: number;
  /** The last learning rate of a period, as a part of the initial one. */
  readonly alpha?: number;
  readonly name?: string;
}

const names = ['initialLearningRate', 'firstDecaySteps', 'tMul', 'mMul', 'alpha', 'name'] as const;

/**
 * Half a cosine down, again and again, in float32 as Keras computes it.
 *
 * @throws {ValueError} when `firstDecaySteps` is not above 0.
 * @source https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay_restarts/
 */
export class CosineDecayRestarts extends LearningRateSchedule {
  override readonly className: string = 'CosineDecayRestarts';
  readonly #config: Required<CosineDecayRestartsParameters>;

  constructor(...values: Arguments<CosineDecayRestartsParameters, typeof names>) {
    super();
    const parameters = bindArguments<CosineDecayRestartsParameters>(names, values);
    const of = 'CosineDecayRestarts';
    const firstDecaySteps = requiredArgument(parameters.firstDecaySteps, 'firstDecaySteps', of);
    this.#config = {
      initialLearningRate: requiredArgument(parameters.initialLearningRate, 'initialLearningRate', of),
      firstDecaySteps: positiveSteps(firstDecaySteps, 'firstDecaySteps'),
      tMul: parameters.tMul ?? 2,
      mMul: parameters.mMul ?? 1,
      alpha: parameters.alpha ?? 0,
      name: parameters.name ?? 'SGDRDecay',
    };
  }

  override call(step: number): number {
    const { initialLearningRate, mMul } = this.#config;
    const { restarts, fraction } = this.#period(step);
    const alpha = Math.fround(this.#config.alpha);
    const peak = Math.fround(0.5 * Math.fround(Math.fround(mMul) ** restarts));
    const cosine = Math.fround(Math.cos(Math.fround(Math.fround(Math.PI) * fraction)));
    const decayed = Math.fround(peak * Math.fround(1 + cosine));
    const part = Math.fround(Math.fround(Math.fround(1 - alpha) * decayed) + alpha);
    return Math.fround(Math.fround(initialLearningRate) * part);
  }

  override getConfig(): Readonly<Record<string, unknown>> {
    return { ...this.#config };
  }

  /** Restarts before the step, and how much of its period lies behind it, from 0 to 1. */
  #period(step: number): { restarts: number; fraction: number } {
    const tMul = Math.fround(this.#config.tMul);
    const periods = Math.fround(Math.fround(step) / Math.fround(this.#config.firstDecaySteps));
    if (tMul === 1) return { restarts: Math.floor(periods), fraction: Math.fround(periods - Math.floor(periods)) };
    // The lengths of the periods are a geometric series, whose sum tells how many of them are over.
    const grown = Math.fround(1 - Math.fround(periods * Math.fround(1 - tMul)));
    const logarithms = Math.fround(Math.fround(Math.log(grown)) / Math.fround(Math.log(tMul)));
    const restarts = Math.floor(logarithms);
    const length = Math.fround(tMul ** restarts);
    const begin = Math.fround(Math.fround(1 - length) / Math.fround(1 - tMul));
    return { restarts, fraction: Math.fround(Math.fround(periods - begin) / length) };
  }
}
