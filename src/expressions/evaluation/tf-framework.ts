import { clone, getBackend, keep } from '@tensorflow/tfjs-core';
import type { Framework } from './framework.ts';
import { tfDialect } from './tf-dialect.ts';
import type { TfTensor } from './tf-tensor.ts';
import { showTorch } from './torch-framework.ts';

export const tfFramework: Framework<TfTensor> = {
  createDialect: tfDialect,
  valuesNow: ({ values }) => (getBackend() === 'webgpu' ? null : values.dataSync()),
  memoryOf: () => null,
  show: ({ values, dtype, shape }) => {
    const copy = keep(clone(values));
    return {
      dtype,
      shape,
      layout: null,
      memory: null,
      read: () => copy.data(),
      dispose: () => copy.dispose(),
    };
  },
  showArray: ({ memory, dtype }) => ({ ...showTorch(memory), dtype }),
};
