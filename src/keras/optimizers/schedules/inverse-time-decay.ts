import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { requiredArgument } from '../../required-argument.ts';
import { LearningRateSchedule } from './learning-rate-schedule.ts';
import { positiveSteps } from './positive-steps.ts';

interface InverseTimeDecayParameters {
  readonly initialLearningRate?: number;
  readonly decaySteps?: number;
  readonly decayRate?: number;
  /** Whether the rate falls once in `decaySteps` steps instead of a little at each. */
  readonly staircase?: boolean;
  readonly name?: string;
}

const names = ['initialLearningRate', 'decaySteps', 'decayRate', 'staircase', 'name'] as const;

/**
 * `initialLearningRate / (1 + decayRate * step / decaySteps)`, in float32 as Keras computes it.
 *
 * @throws {ValueError} when `decaySteps` is not above 0.
 * @source https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/
 */
export class InverseTimeDecay extends LearningRateSchedule {
  override readonly className: string = 'InverseTimeDecay';
  readonly #config: Required<InverseTimeDecayParameters>;

  constructor(...values: Arguments<InverseTimeDecayParameters, typeof names>) {
    super();
    const parameters = bindArguments<InverseTimeDecayParameters>(names, values);
    const of = 'InverseTimeDecay';
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
    const product = Math.fround(Math.fround(decayRate) * (staircase ? Math.floor(periods) : periods));
    return Math.fround(Math.fround(initialLearningRate) / Math.fround(1 + product));
  }

  override getConfig(): Readonly<Record<string, unknown>> {
    return { ...this.#config };
  }
}
