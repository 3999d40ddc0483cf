import { engine, ready, setBackend } from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendModule, BackendProbe, DeviceFailure } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { isSoftwareRenderer } from '../software-renderer.ts';
import { registerWebgpuKernels } from './register-kernels.ts';

/** tfjs on WebGPU, with our kernels in place of the slow ones. */
export const webgpuBackend: BackendModule = {
  async probe() {
    // Typed as always there; older browsers and insecure origins have none.
    const gpu = navigator.gpu as GPU | undefined;
    if (!gpu) return { missing: 'this browser has no WebGPU' };
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return { missing: 'WebGPU finds no adapter' };
    const { vendor, architecture, description } = adapter.info;
    const name = [vendor, architecture, description].filter(Boolean).join(' ');
    return { adapter: name, hardware: !(adapter.info.isFallbackAdapter || isSoftwareRenderer(name)) };
  },

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
    return { failure: deviceFailure(backend.device) };
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
