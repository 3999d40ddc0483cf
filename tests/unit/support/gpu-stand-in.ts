/** A backend that can be read asynchronously alone, as WebGPU, without a GPU. */
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { copyRegisteredKernels, ready, registerBackend, setBackend, Tensor } from '@tensorflow/tfjs-core';

/** Puts the kernels of the CPU under the name of WebGPU, starts them and refuses reads that do not wait. */
export async function startGpuStandIn(): Promise<void> {
  copyRegisteredKernels('cpu', 'webgpu');
  registerBackend('webgpu', () => new MathBackendCPU());
  Object.defineProperty(Tensor.prototype, 'dataSync', {
    value: () => {
      throw new Error('This backend can only be read asynchronously.');
    },
  });
  if (!(await setBackend('webgpu'))) throw new Error('The stand-in did not start.');
  await ready();
}
