import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { requiredArgument } from '../../required-argument.ts';
import { LearningRateSchedule } from './learning-rate-schedule.ts';
import { positiveSteps } from './positive-steps.ts';

interface ExponentialDecayParameters {
  readonly initialLearningRate?: number;
  /** Steps in which the rate is multiplied by `decayRate` once. */
  readonly decaySteps?: number;
  readonly decayRate?: number;
  /** Whether the rate falls once in `decaySteps` steps instead of a little at each. */
  readonly staircase?: boolean;
  readonly name?: string;
}

const names = ['initialLearningRate', 'decaySteps', 'decayRate', 'staircase', 'name'] as const;

/**
 * `initialLearningRate * decayRate ^ (step / decaySteps)`, in float32 as Keras computes it.
 *
 * @throws {ValueError} when `decaySteps` is not above 0.
 * @source https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay/
 */
export class ExponentialDecay extends LearningRateSchedule {
  override readonly className: string = 'ExponentialDecay';
  readonly #config: Required<ExponentialDecayParameters>;

  constructor(...values: Arguments<ExponentialDecayParameters, typeof names>) {
    super();
    const parameters = bindArguments<ExponentialDecayParameters>(names, values);
    const of = 'ExponentialDecay';
    this.#config = {
      initialLearningRate: requiredArgument(parameters.initialLearningRate, 'initialLearningRate', of),
      decaySteps: positiveSteps(requiredArgument(parameters.decaySteps, 'decaySteps', of), 'decaySteps'),
      decayRate: requiredArgument(parameters.decayRate, 'decayRate', of),
      staircase: parameters.staircase ?? false,
      name: parameters.name ?? of,
    };
  }

  override call(step: number): number {
    const { initialLearningRate, decaySteps, decayRate, staircase } = this.#config;
    const periods = Math.fround(Math.fround(step) / Math.fround(decaySteps));
    const factor = Math.fround(Math.fround(decayRate) ** (staircase ? Math.floor(periods) : periods));
    return Math.fround(Math.fround(initialLearningRate) * factor);
  }

  override getConfig(): Readonly<Record<string, unknown>> {
    return { ...this.#config };
  }
}
