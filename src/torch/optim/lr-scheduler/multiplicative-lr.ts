import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { FunctionScheduler, type LRLambda } from './function-scheduler.ts';
import { learningRates, type SchedulableOptimizer } from './schedulable-optimizer.ts';

interface MultiplicativeLRParameters {
  readonly optimizer: SchedulableOptimizer;
  /** One function for all groups of parameters, or a list with one for each. */
  readonly lrLambda: LRLambda | readonly LRLambda[];
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'lrLambda', 'lastEpoch'] as const;

/**
 * Multiplies each learning rate by `lrLambda(epoch)` at every step, as torch.optim.lr_scheduler.MultiplicativeLR.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiplicativeLR.html
 */
export class MultiplicativeLR extends FunctionScheduler {
  constructor(...values: Arguments<MultiplicativeLRParameters, typeof NAMES>) {
    const { optimizer, lrLambda, lastEpoch } = bindRequired<MultiplicativeLRParameters>(NAMES, 2, values);
    super(optimizer, lrLambda, lastEpoch);
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    const rates = learningRates(this.optimizer);
    return this._isInitial ? rates : rates.map((rate, group) => rate * this.factor(group));
  }
}
