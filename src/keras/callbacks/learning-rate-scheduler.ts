import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { writeToConsole, type Write } from '../printing.ts';
import { reprFloat } from '../python-format.ts';
import { requiredArgument } from '../required-argument.ts';
import { Callback, type Logs } from './callback.ts';

interface LearningRateSchedulerParameters {
  /** From the epoch, counted from 0, and the learning rate so far to that of the epoch. */
  readonly schedule?: (epoch: number, learningRate: number) => number;
  /** 1 to say each learning rate. */
  readonly verbose?: number;
  readonly write?: Write;
}

const names = ['schedule', 'verbose'] as const;

/**
 * Sets the learning rate when an epoch begins. Adds `learning_rate` to the logs of each epoch.
 *
 * @source https://keras.io/api/callbacks/learning_rate_scheduler/
 */
export class LearningRateScheduler extends Callback {
  readonly schedule: (epoch: number, learningRate: number) => number;
  readonly #verbose: number;
  readonly #write: Write;

  constructor(...values: Arguments<LearningRateSchedulerParameters, typeof names>) {
    super();
    const parameters = bindArguments<LearningRateSchedulerParameters>(names, values);
    this.schedule = requiredArgument(parameters.schedule, 'schedule', 'LearningRateScheduler');
    this.#verbose = parameters.verbose ?? 0;
    this.#write = parameters.write ?? writeToConsole;
  }

  /** @throws {ValueError} when the schedule gives no number. */
  override onEpochBegin(epoch: number): void {
    const { optimizer } = this.model;
    const learningRate: unknown = this.schedule(epoch, Math.fround(optimizer.learningRate));
    if (typeof learningRate !== 'number') {
      throw new ValueError(`The output of the \`schedule\` function should be a float. Got: ${String(learningRate)}`);
    }
    optimizer.learningRate = learningRate;
    if (this.#verbose > 0) {
      const rate = reprFloat(learningRate);
      this.#write(`\nEpoch ${epoch + 1}: LearningRateScheduler setting learning rate to ${rate}.\n`);
    }
  }

  override onEpochEnd(_epoch: number, logs: Logs = {}): void {
    logs.learning_rate = Math.fround(this.model.optimizer.learningRate);
  }
}
