import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { optimizerInputs } from '../optimizer-inputs.ts';
import type { OptimizerRule } from '../optimizer-rule.ts';
import type { OwnKernelCall } from '../own-kernel.ts';
import { assemble } from './assembler.ts';
import { addressOf } from './heap.ts';
import { optimizerFunctions } from './optimizer-function.ts';
import { instantiate, type VectorFunction } from './vector-functions.ts';

/** OptimizerUpdate: one pass over each parameter, where operations one by one would pass over it a dozen times. */
export function optimizerUpdate({ inputs, attributes, backend }: OwnKernelCall<BackendWasm>): TensorInfo[] {
  const { rule, parameters, hyperparameters } = optimizerInputs(inputs, attributes);
  const { fours, ones } = functionsOf(backend, rule);
  const numbers = addressOf(backend, hyperparameters);
  for (const { parameter, gradient, states } of parameters) {
    const size = util.sizeFromShape(parameter.shape);
    const blocks = Math.floor(size / 4);
    const addresses = [parameter, gradient, ...states].map((info) => addressOf(backend, info));
    const [p = 0, g = 0, first = 0, second = 0, third = 0] = addresses;
    if (blocks > 0) fours(p, g, first, second, third, numbers, blocks);
    const rest = blocks * 16;
    const left = size - blocks * 4;
    if (left > 0) ones(p + rest, g + rest, first + rest, second + rest, third + rest, numbers, left);
    [parameter, ...states].forEach((info) => forgetPrepared(backend, info));
  }
  return [];
}

interface OptimizerFunctions {
  readonly fours: VectorFunction;
  readonly ones: VectorFunction;
}

const functionsByRule = new WeakMap<BackendWasm, Map<string, OptimizerFunctions>>();

/** Written for a rule when it is used first: nothing in them asks for its flags. */
function functionsOf(backend: BackendWasm, rule: OptimizerRule): OptimizerFunctions {
  const functions = functionsByRule.get(backend) ?? new Map<string, OptimizerFunctions>();
  functionsByRule.set(backend, functions);
  const key = JSON.stringify(rule);
  const known = functions.get(key);
  if (known) return known;
  const { fours, ones } = instantiate(backend, assemble(optimizerFunctions(rule)));
  if (!fours || !ones) throw new TypeError('The module of the optimizer lacks a function.');
  const written = { fours, ones };
  functions.set(key, written);
  return written;
}

/**
 * XNNPACK keeps filters and matrices as it prepared them for their first use, until their tensor is disposed of. One that
 * was changed is registered anew, so that it is prepared again.
 */
function forgetPrepared(backend: BackendWasm, { dataId, shape }: TensorInfo): void {
  const { id, memoryOffset } = backend.dataIdMap.get(dataId);
  backend.wasm.tfjs.disposeData(id);
  backend.wasm.tfjs.registerTensor(id, util.sizeFromShape(shape), memoryOffset);
}
