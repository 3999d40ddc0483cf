import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { optimizerInputs } from '../optimizer-inputs.ts';
import type { AdamRule, SgdRule } from '../optimizer-rule.ts';
import type { OwnKernelCall } from '../own-kernel.ts';

const { fround, max, sqrt } = Math;

/** The numbers of one parameter, in the memory of the backend. */
interface ParameterValues {
  readonly parameter: Float32Array;
  readonly gradient: Float32Array;
  readonly states: readonly Float32Array[];
}

/** OptimizerUpdate: one pass over each parameter, where operations one by one would pass over it a dozen times. */
export function optimizerUpdate({ inputs, attributes, backend }: OwnKernelCall<BackendWasm>): TensorInfo[] {
  const { rule, parameters, hyperparameters } = optimizerInputs(inputs, attributes);
  // Nothing is allocated from here on, which would move the heap.
  const values = (info: TensorInfo) => backend.typedArrayFromHeap(info) as Float32Array;
  const numbers = values(hyperparameters);
  for (const { parameter, gradient, states } of parameters) {
    const tensors = { parameter: values(parameter), gradient: values(gradient), states: states.map(values) };
    if (rule.kind === 'sgd') descend(rule, tensors, numbers);
    else adapt(rule, tensors, numbers);
    [parameter, ...states].forEach((info) => forgetPrepared(backend, info));
  }
  return [];
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

function descend(rule: SgdRule, { parameter, gradient, states }: ParameterValues, numbers: Float32Array): void {
  const [learningRate = 0, decay = 0, momentum = 0, gradientShare = 0] = numbers;
  const isPyTorch = rule.arithmetic === 'pytorch';
  const [isCoupled, isDecoupled] = [rule.weightDecay === 'coupled', rule.weightDecay === 'decoupled'];
  const { maximize, nesterov } = rule;
  const [momenta] = states;
  for (let index = 0; index < parameter.length; index++) {
    const before = parameter[index] ?? 0;
    let p = before;
    if (isDecoupled) p = isPyTorch ? fround(before * decay) : fround(before - fround(before * decay));
    let g = gradient[index] ?? 0;
    if (maximize) g = -g;
    if (isCoupled) g = fround(g + fround(before * decay));
    const change = fround(g * learningRate);
    if (!momenta) {
      parameter[index] = p - change;
      continue;
    }
    const sum = fround((momenta[index] ?? 0) * momentum);
    if (isPyTorch) {
      const after = fround(sum + fround(g * gradientShare));
      momenta[index] = after;
      const direction = nesterov ? fround(g + fround(after * momentum)) : after;
      parameter[index] = p - fround(direction * learningRate);
    } else {
      const after = fround(sum - change);
      momenta[index] = after;
      parameter[index] = p + (nesterov ? fround(fround(after * momentum) - change) : after);
    }
  }
}

function adapt(rule: AdamRule, { parameter, gradient, states }: ParameterValues, numbers: Float32Array): void {
  const [stepSize = 0, decay = 0, meanShare = 0, beta2 = 0, squareShare = 0, epsilon = 0, rootCorrection = 0] = numbers;
  const isPyTorch = rule.arithmetic === 'pytorch';
  const [isCoupled, isDecoupled] = [rule.weightDecay === 'coupled', rule.weightDecay === 'decoupled'];
  const { maximize } = rule;
  const [means, squares, largest] = states;
  if (!means || !squares) return;
  for (let index = 0; index < parameter.length; index++) {
    const before = parameter[index] ?? 0;
    let p = before;
    if (isDecoupled) p = isPyTorch ? fround(before * decay) : fround(before - fround(before * decay));
    let g = gradient[index] ?? 0;
    if (maximize) g = -g;
    if (isCoupled) g = fround(g + fround(before * decay));
    const formerMean = means[index] ?? 0;
    const mean = fround(formerMean + fround(fround(g - formerMean) * meanShare));
    means[index] = mean;
    const formerSquare = squares[index] ?? 0;
    let square = isPyTorch
      ? fround(fround(formerSquare * beta2) + fround(fround(g * squareShare) * g))
      : fround(formerSquare + fround(fround(fround(g * g) - formerSquare) * squareShare));
    squares[index] = square;
    if (largest) {
      square = max(largest[index] ?? 0, square);
      largest[index] = square;
    }
    const root = fround(sqrt(square));
    const denominator = fround((isPyTorch ? fround(root / rootCorrection) : root) + epsilon);
    parameter[index] = p - fround(fround(mean * stepSize) / denominator);
  }
}
