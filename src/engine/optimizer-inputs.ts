import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { stateCount, type OptimizerRule } from './optimizer-rule.ts';
import { kernelInput } from './replace-kernel.ts';

/** What the kernel OptimizerUpdate is called with. */
interface OptimizerInputs {
  readonly rule: OptimizerRule;
  readonly parameters: readonly {
    readonly parameter: TensorInfo;
    readonly gradient: TensorInfo;
    readonly states: readonly TensorInfo[];
  }[];
  readonly hyperparameters: TensorInfo;
}

/** The inputs of the kernel OptimizerUpdate, by parameter. */
export function optimizerInputs(inputs: NamedTensorInfoMap, attributes: NamedAttrMap): OptimizerInputs {
  const rule = attributes.rule as NamedAttrMap & OptimizerRule;
  const parameters = Array.from({ length: attributes.count as number }, (_, index) => ({
    parameter: kernelInput(inputs, `parameter${index}`),
    gradient: kernelInput(inputs, `gradient${index}`),
    states: Array.from({ length: stateCount(rule) }, (_, number) => kernelInput(inputs, `state${index}_${number}`)),
  }));
  return { rule, parameters, hyperparameters: kernelInput(inputs, 'hyperparameters') };
}
