import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { registerBackend, removeBackend, type BackendValues } from '@tensorflow/tfjs-core';
import { BackendError } from '../errors.ts';
import { WatchedDevice } from './watched-device.ts';

/** The WebGPU backend of tfjs for tensors that kernels change in place, on a device whose commands are counted. */
export class TrainingBackend extends WebGPUBackend {
  readonly watched: WatchedDevice;
  readonly #pinned = new WeakSet<object>();
  #hasPendingCommands = false;

  constructor(watched: WatchedDevice, adapterInfo: GPUAdapterInfo) {
    super(watched.device, adapterInfo);
    this.watched = watched;
  }

  /** Sends what tfjs has encoded so far, so that what is submitted next comes after it. */
  flush(): void {
    if (!this.#hasPendingCommands) return;
    this.endComputePassEncoder();
    this.submitQueue();
  }

  override ensureCommandEncoderReady(): void {
    this.#hasPendingCommands = true;
    super.ensureCommandEncoderReady();
  }

  override submitQueue(): void {
    this.#hasPendingCommands = false;
    super.submitQueue();
  }

  /** Says that kernels change the tensor in place: a clone of it has to copy its values from now on. */
  pin(dataId: object): void {
    this.#pinned.add(dataId);
  }

  unpin(dataId: object): void {
    this.#pinned.delete(dataId);
  }

  isPinned(dataId: object): boolean {
    return this.#pinned.has(dataId);
  }

  /** The values of now: tfjs keeps what it reads, and would answer with it after a kernel changed the tensor. */
  override async read(dataId: object): Promise<BackendValues> {
    const values = await super.read(dataId);
    if (this.tensorMap.has(dataId)) {
      const data = this.tensorMap.get(dataId);
      if (data.resource) Object.assign(data, { values: null });
    }
    return values;
  }
}

let isRegistered = false;

/** Puts the training backend in the place of the one that tfjs registers. Doing so twice changes nothing. */
export function registerTrainingBackend(): void {
  if (isRegistered) return;
  isRegistered = true;
  removeBackend('webgpu');
  registerBackend('webgpu', startTrainingBackend, 3);
}

async function startTrainingBackend(): Promise<TrainingBackend> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new BackendError('WebGPU finds no adapter.', 'Choose another backend, or Automatic.');
  const device = await adapter.requestDevice({
    requiredFeatures: adapter.features.has('timestamp-query') ? ['timestamp-query'] : [],
    requiredLimits: largestOf(adapter.limits),
  });
  return new TrainingBackend(new WatchedDevice(device), adapter.info);
}

/** The limits that large tensors and large tiles run into: all that the adapter has. */
function largestOf(limits: GPUSupportedLimits): Record<string, number> {
  return {
    maxBufferSize: limits.maxBufferSize,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
    maxComputeWorkgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
    maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
    maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
  };
}
