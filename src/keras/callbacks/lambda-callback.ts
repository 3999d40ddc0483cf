import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { Callback } from './callback.ts';

type HookName = Extract<keyof Callback, `on${string}`>;

type LambdaCallbackParameters = { readonly [Name in HookName]?: Callback[Name] };

const names = [
  'onEpochBegin',
  'onEpochEnd',
  'onTrainBegin',
  'onTrainEnd',
  'onTrainBatchBegin',
  'onTrainBatchEnd',
] as const;

/**
 * A callback of functions: any hook by name, the six of the training by position too.
 *
 * @source https://keras.io/api/callbacks/lambda_callback/
 */
export class LambdaCallback extends Callback {
  constructor(...values: Arguments<LambdaCallbackParameters, typeof names>) {
    super();
    Object.assign(this, bindArguments<LambdaCallbackParameters>(names, values));
  }
}
