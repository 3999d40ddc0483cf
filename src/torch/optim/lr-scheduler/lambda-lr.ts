import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { FunctionScheduler, type LRLambda } from './function-scheduler.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

interface LambdaLRParameters {
  readonly optimizer: SchedulableOptimizer;
  /** One function for all groups of parameters, or a list with one for each. */
  readonly lrLambda: LRLambda | readonly LRLambda[];
  readonly lastEpoch?: number;
}

const NAMES = ['optimizer', 'lrLambda', 'lastEpoch'] as const;

/**
 * Sets each learning rate to its initial value times `lrLambda(epoch)`, as torch.optim.lr_scheduler.LambdaLR.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html
 */
export class LambdaLR extends FunctionScheduler {
  constructor(...values: Arguments<LambdaLRParameters, typeof NAMES>) {
    const { optimizer, lrLambda, lastEpoch } = bindRequired<LambdaLRParameters>(NAMES, 2, values);
    super(optimizer, lrLambda, lastEpoch);
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    return this.baseLrs.map((rate, group) => rate * this.factor(group));
  }
}
