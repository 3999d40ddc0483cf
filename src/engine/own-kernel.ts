import {
  getBackend,
  getKernel,
  registerKernel,
  type KernelConfig,
  type KernelFunc,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { KernelCall } from './replace-kernel.ts';

/** What a kernel is called with that tfjs does not know. */
export type OwnKernelCall<Backend> = Omit<KernelCall<Backend>, 'stock'>;

type BackendClass<Backend> = abstract new (...parameters: never[]) => Backend;

/** Registers a kernel that tfjs does not know, with any number of outputs. Doing so twice changes nothing. */
export function addKernel<Backend>(
  backendName: string,
  backendClass: BackendClass<Backend>,
  kernelName: string,
  kernel: (call: OwnKernelCall<Backend>) => TensorInfo | TensorInfo[],
): void {
  if (isRegistered(kernelName, backendName)) return;
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) => {
    if (!(backend instanceof backendClass)) throw new TypeError(`${kernelName}: the backend is not ${backendName}.`);
    return kernel({ inputs, attributes: attrs ?? {}, backend });
  };
  registerKernel({ kernelName, backendName, kernelFunc });
}

/** Whether the active backend has a kernel of ours; where it has not, the same is composed of kernels of tfjs. */
export function hasKernel(kernelName: string): boolean {
  return isRegistered(kernelName, getBackend());
}

function isRegistered(kernelName: string, backendName: string): boolean {
  // Typed as always found; tfjs answers undefined.
  return (getKernel(kernelName, backendName) as KernelConfig | undefined) !== undefined;
}
