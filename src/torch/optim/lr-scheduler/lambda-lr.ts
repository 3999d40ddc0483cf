import { bindArguments, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { required } from './arguments.ts';
import { FunctionScheduler, type LRLambda } from './function-scheduler.ts';
import type { SchedulableOptimizer } from './schedulable-optimizer.ts';

interface LambdaLRParameters {
  /** One function for all groups of parameters, or a list with one for each. */
  readonly lrLambda?: LRLambda | readonly LRLambda[];
  readonly lastEpoch?: number;
}

const NAMES = ['lrLambda', 'lastEpoch'] as const;

/**
 * Sets each learning rate to its initial value times `lrLambda(epoch)`, as torch.optim.lr_scheduler.LambdaLR.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html
 */
export class LambdaLR extends FunctionScheduler {
  constructor(optimizer: SchedulableOptimizer, ...values: Arguments<LambdaLRParameters, typeof NAMES>) {
    const { lrLambda, lastEpoch } = bindArguments<LambdaLRParameters>(NAMES, values);
    super(optimizer, required(lrLambda, 'lrLambda'), lastEpoch);
  }

  override getLr(): number[] {
    this.warnOutsideStep();
    return this.baseLrs.map((rate, group) => rate * this.factor(group));
  }
}
