import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { requiredArgument } from '../../required-argument.ts';
import { LearningRateSchedule } from './learning-rate-schedule.ts';

interface PiecewiseConstantDecayParameters {
  /** The last steps of all intervals but the last, rising. */
  readonly boundaries?: readonly number[];
  /** The learning rate of each interval: one more than there are boundaries. */
  readonly values?: readonly number[];
  readonly name?: string;
}

const names = ['boundaries', 'values', 'name'] as const;

/**
 * A learning rate for each interval of steps: `values[0]` up to and including step `boundaries[0]`, and so on.
 *
 * @throws {ValueError} when there is not one value more than there are boundaries.
 * @source https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/
 */
export class PiecewiseConstantDecay extends LearningRateSchedule {
  override readonly className: string = 'PiecewiseConstantDecay';
  readonly #boundaries: readonly number[];
  readonly #values: readonly number[];
  readonly #name: string;

  constructor(...args: Arguments<PiecewiseConstantDecayParameters, typeof names>) {
    super();
    const parameters = bindArguments<PiecewiseConstantDecayParameters>(names, args);
    const boundaries = requiredArgument(parameters.boundaries, 'boundaries', 'PiecewiseConstantDecay');
    const values = requiredArgument(parameters.values, 'values', 'PiecewiseConstantDecay');
    if (boundaries.length !== values.length - 1) {
      throw new ValueError(
        'The length of boundaries should be 1 less than the length of values. ' +
          `Received: boundaries=[${boundaries.join(', ')}] of length ${boundaries.length}, ` +
          `and values=[${values.join(', ')}] of length ${values.length}.`,
      );
    }
    this.#boundaries = [...boundaries];
    this.#values = [...values];
    this.#name = parameters.name ?? 'PiecewiseConstant';
  }

  override call(step: number): number {
    const interval = this.#boundaries.findIndex((boundary) => step <= boundary);
    return Math.fround(this.#values.at(interval) ?? NaN);
  }

  override getConfig(): Readonly<Record<string, unknown>> {
    return { boundaries: this.#boundaries, values: this.#values, name: this.#name };
  }
}
