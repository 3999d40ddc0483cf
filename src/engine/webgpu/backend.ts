import { engine, ready, setBackend } from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendModule, BackendProbe, DeviceFailure } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { chooseFastestKernels } from './kernel-measurement.ts';
import { isHardware, probeWebgpu } from './probe.ts';
import { registerWebgpuKernels } from './register-kernels.ts';
import { TrainingBackend } from './training-backend.ts';

/** tfjs on WebGPU, with our kernels in place of the slow ones. */
export const webgpuBackend: BackendModule = {
  probe: probeWebgpu,

  async start(probe: BackendProbe) {
    registerWebgpuKernels(probe.hardware ? 'hardware' : 'software');
    if (!(await setBackend('webgpu'))) {
      throw new BackendError('The WebGPU device could not be created.', 'Choose another backend, or Automatic.');
    }
    await ready();
    const backend = engine().backend;
    if (!(backend instanceof WebGPUBackend)) {
      throw new BackendError('tfjs started another backend than WebGPU.', 'Choose another backend, or Automatic.');
    }
    // Typed as always there; older browsers have none. A test may ask for a GPU's kernels on a software adapter.
    const info = backend.device.adapterInfo as GPUAdapterInfo | undefined;
    if (backend instanceof TrainingBackend && info && isHardware(info)) await chooseFastestKernels(backend, info);
    const releaseMemory = () => {
      if (backend instanceof TrainingBackend) backend.releaseFreeBuffers();
    };
    return { failure: deviceFailure(backend.device), releaseMemory };
  },
};

/** A device serves many runs, and is listened to once. */
const failures = new WeakMap<GPUDevice, Promise<DeviceFailure>>();

function deviceFailure(device: GPUDevice): Promise<DeviceFailure> {
  const known = failures.get(device);
  if (known) return known;
  const failure = new Promise<DeviceFailure>((resolve) => {
    void device.lost.then(({ message, reason }) => {
      resolve({ kind: 'deviceLost', message: message || reason });
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      const kind = error instanceof GPUOutOfMemoryError ? 'outOfMemory' : 'invalidCommand';
      resolve({ kind, message: error.message });
    });
  });
  failures.set(device, failure);
  return failure;
}
