import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { requiredArgument } from '../../required-argument.ts';
import { LearningRateSchedule } from './learning-rate-schedule.ts';
import { positiveSteps } from './positive-steps.ts';

interface CosineDecayParameters {
  readonly initialLearningRate?: number;
  /** Steps of the decay, which begins after the warm-up. */
  readonly decaySteps?: number;
  /** The last learning rate, as a part of the one that the decay begins at. */
  readonly alpha?: number;
  readonly name?: string;
  /** The learning rate to which the warm-up leads; null for no warm-up. */
  readonly warmupTarget?: number | null;
  readonly warmupSteps?: number;
}

const names = ['initialLearningRate', 'decaySteps', 'alpha', 'name', 'warmupTarget', 'warmupSteps'] as const;

/**
 * Half a cosine from the initial learning rate down to `alpha` of it, after a linear rise to `warmupTarget` where one
 * is given; in float32 as Keras computes it.
 *
 * @throws {ValueError} when `decaySteps` is not above 0.
 * @source https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay/
 */
export class CosineDecay extends LearningRateSchedule {
  override readonly className: string = 'CosineDecay';
  readonly #config: Required<CosineDecayParameters>;

  constructor(...values: Arguments<CosineDecayParameters, typeof names>) {
    super();
    const parameters = bindArguments<CosineDecayParameters>(names, values);
    const of = 'CosineDecay';
    this.#config = {
      initialLearningRate: requiredArgument(parameters.initialLearningRate, 'initialLearningRate', of),
      decaySteps: positiveSteps(requiredArgument(parameters.decaySteps, 'decaySteps', of), 'decaySteps'),
      alpha: parameters.alpha ?? 0,
      name: parameters.name ?? of,
      warmupTarget: parameters.warmupTarget ?? null,
      warmupSteps: parameters.warmupSteps ?? 0,
    };
  }

  override call(step: number): number {
    const { initialLearningRate, decaySteps, warmupTarget, warmupSteps } = this.#config;
    const initial = Math.fround(initialLearningRate);
    if (warmupTarget === null) return this.#decay(Math.min(step, decaySteps), initial);
    const target = Math.fround(warmupTarget);
    const limited = Math.min(step, decaySteps + warmupSteps);
    if (limited >= warmupSteps) return this.#decay(limited - warmupSteps, target);
    const rise = Math.fround(Math.fround(target - initial) * Math.fround(limited / warmupSteps));
    return Math.fround(rise + initial);
  }

  override getConfig(): Readonly<Record<string, unknown>> {
    return { ...this.#config };
  }

  #decay(step: number, from: number): number {
    const { alpha, decaySteps } = this.#config;
    const cosine = halfCosine(Math.fround(step / Math.fround(decaySteps)));
    const part = Math.fround(Math.fround(Math.fround(1 - alpha) * cosine) + Math.fround(alpha));
    return Math.fround(from * part);
  }
}

/** From 1 at `fraction` 0 to 0 at 1, in float32. */
function halfCosine(fraction: number): number {
  const cosine = Math.fround(Math.cos(Math.fround(Math.fround(Math.PI) * fraction)));
  return Math.fround(0.5 * Math.fround(1 + cosine));
}
