import { NotImplementedError } from '../../errors.ts';

/**
 * Base of the learning-rate schedules: a function of the optimizer's step, given to an optimizer as `learningRate`.
 *
 * @source https://keras.io/api/optimizers/learning_rate_schedules/learning_rate_schedule/
 */
export abstract class LearningRateSchedule {
  /** Name under which it is serialized, as in Keras. */
  readonly className: string = this.constructor.name;

  /** The learning rate for the update that follows `step` updates; the first update has step 0. */
  abstract call(step: number): number;

  /** @throws {NotImplementedError} unless the subclass says by which arguments it is built again. */
  getConfig(): Readonly<Record<string, unknown>> {
    throw new NotImplementedError(
      `Learning rate schedule '${this.className}' must override \`getConfig()\` in order to be serializable.`,
    );
  }
}
