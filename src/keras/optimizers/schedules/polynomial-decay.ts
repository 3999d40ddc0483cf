import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { requiredArgument } from '../../required-argument.ts';
import { LearningRateSchedule } from './learning-rate-schedule.ts';
import { positiveSteps } from './positive-steps.ts';

interface PolynomialDecayParameters {
  readonly initialLearningRate?: number;
  /** Steps until `endLearningRate`. */
  readonly decaySteps?: number;
  readonly endLearningRate?: number;
  readonly power?: number;
  /** Whether `decaySteps` grows to its next multiple whenever the end is reached, instead of staying there. */
  readonly cycle?: boolean;
  readonly name?: string;
}

const names = ['initialLearningRate', 'decaySteps', 'endLearningRate', 'power', 'cycle', 'name'] as const;

/**
 * `(initialLearningRate - endLearningRate) * (1 - step / decaySteps) ^ power + endLearningRate`, in float32 as Keras
 * computes it.
 *
 * @throws {ValueError} when `decaySteps` is not above 0.
 * @source https://keras.io/api/optimizers/learning_rate_schedules/polynomial_decay/
 */
export class PolynomialDecay extends LearningRateSchedule {
  override readonly className: string = 'PolynomialDecay';
  readonly #config: Required<PolynomialDecayParameters>;

  constructor(...values: Arguments<PolynomialDecayParameters, typeof names>) {
    super();
    const parameters = bindArguments<PolynomialDecayParameters>(names, values);
    const of = 'PolynomialDecay';
    this.#config = {
      initialLearningRate: requiredArgument(parameters.initialLearningRate, 'initialLearningRate', of),
      decaySteps: positiveSteps(requiredArgument(parameters.decaySteps, 'decaySteps', of), 'decaySteps'),
      endLearningRate: parameters.endLearningRate ?? 0.0001,
      power: parameters.power ?? 1,
      cycle: parameters.cycle ?? false,
      name: parameters.name ?? of,
    };
  }

  override call(step: number): number {
    const { initialLearningRate, endLearningRate, power } = this.#config;
    const end = Math.fround(endLearningRate);
    const range = Math.fround(Math.fround(initialLearningRate) - end);
    const left = Math.fround(1 - this.#fraction(Math.fround(step)));
    return Math.fround(Math.fround(range * Math.fround(left ** Math.fround(power))) + end);
  }

  override getConfig(): Readonly<Record<string, unknown>> {
    return { ...this.#config };
  }

  #fraction(step: number): number {
    const decaySteps = Math.fround(this.#config.decaySteps);
    if (!this.#config.cycle) return Math.fround(Math.min(step, decaySteps) / decaySteps);
    const cycles = step === 0 ? 1 : Math.ceil(Math.fround(step / decaySteps));
    return Math.fround(step / Math.fround(decaySteps * cycles));
  }
}
