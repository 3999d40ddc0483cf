import { getBackend } from '@tensorflow/tfjs-core';
import type { Tensor } from '../../torch/tensor.ts';
import type { Framework, Shown } from './framework.ts';
import { torchDialect } from './torch-dialect.ts';

export const torchFramework: Framework<Tensor> = {
  createDialect: torchDialect,
  valuesNow: (tensor) => tensor.hostValues ?? (getBackend() === 'webgpu' ? null : tensor.numpySync()),
  memoryOf: ({ storage }) => storage,
  show: showTorch,
  showArray: ({ memory }) => showTorch(memory),
};

/** A tensor of PyTorch, or the memory of an array of NumPy. */
export function showTorch(tensor: Tensor): Shown {
  const copy = tensor.detach().clone().persist();
  return {
    dtype: tensor.dtype,
    shape: tensor.shape,
    layout: { strides: tensor.stride(), offset: tensor.storageOffset(), isContiguous: tensor.isContiguous() },
    memory: tensor.storage,
    read: () => copy.numpy(),
    dispose: () => copy.dispose(),
  };
}
