import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { registerBackend, removeBackend, type BackendValues, type TensorInfo } from '@tensorflow/tfjs-core';
import { BackendError } from '../errors.ts';
import { CopyProgram } from './copy-program.ts';
import { WatchedDevice } from './watched-device.ts';

/** The WebGPU backend of tfjs for tensors that kernels change in place, on a device whose commands are counted. */
export class TrainingBackend extends WebGPUBackend {
  readonly watched: WatchedDevice;
  readonly #pins = new WeakMap<object, number>();
  /** Buffers that several tensors lie in, by the tensor, and how many still do. */
  readonly #owners = new WeakMap<object, GPUBuffer>();
  readonly #tenants = new WeakMap<GPUBuffer, number>();
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

  /** Says that kernels change the tensor in place: a clone of it has to copy its values until it is unpinned as often. */
  pin(dataId: object): void {
    this.#pins.set(dataId, (this.#pins.get(dataId) ?? 0) + 1);
  }

  unpin(dataId: object): void {
    this.#pins.set(dataId, (this.#pins.get(dataId) ?? 0) - 1);
  }

  isPinned(dataId: object): boolean {
    return (this.#pins.get(dataId) ?? 0) > 0;
  }

  /** Where the values of a tensor are on the device, which gets them if it does not have them yet. */
  placeOf(dataId: object): GPUBufferBinding {
    this.uploadToGPU(dataId);
    const resource: unknown = this.tensorMap.get(dataId).resource;
    return resource instanceof GPUBuffer ? { buffer: resource } : (resource as GPUBufferBinding);
  }

  /**
   * Says that tensors lie elsewhere from now on: in parts of a buffer that goes back to the buffer manager when the last
   * of them has left it.
   */
  moveInto(buffer: GPUBuffer, places: ReadonlyMap<object, GPUBufferBinding>): void {
    for (const [dataId, place] of places) {
      this.#leave(dataId);
      this.#owners.set(dataId, buffer);
      this.lendPlace(dataId, place);
    }
    this.#tenants.set(buffer, places.size);
  }

  /** Says that a tensor lies from now on where somebody else owns the memory. */
  lendPlace(dataId: object, place: GPUBufferBinding): void {
    const data = this.tensorMap.get(dataId);
    if (data.resource instanceof GPUBuffer && !data.external) this.bufferManager.releaseBuffer(data.resource);
    // tfjs hands a part of a buffer on to the device as it is.
    const isWhole = place.offset === undefined && place.size === undefined;
    Object.assign(data, { resource: isWhole ? place.buffer : place, external: true, values: null });
  }

  /** Destroys the buffers that tfjs keeps for tensors to come; while tensors are alive it does nothing. */
  releaseFreeBuffers(): void {
    // What is encoded may still use a buffer of a tensor that is gone.
    this.flush();
    if (this.bufferManager.getNumUsedBuffers() === 0) this.bufferManager.dispose();
  }

  override disposeData(dataId: object, force?: boolean): boolean {
    const isGone = super.disposeData(dataId, force);
    if (isGone) this.#leave(dataId);
    return isGone;
  }

  /** The values of now: tfjs keeps what it reads, and would answer with it after a kernel changed the tensor. */
  override async read(dataId: object): Promise<BackendValues> {
    const data = this.tensorMap.get(dataId);
    const resource: unknown = data.resource;
    if (!resource) return super.read(dataId);
    if (!(resource instanceof GPUBuffer)) return this.#readPart({ dataId, shape: data.shape, dtype: data.dtype });
    const values = await super.read(dataId);
    Object.assign(data, { values: null });
    return values;
  }

  async #readPart(tensor: TensorInfo): Promise<BackendValues> {
    const { dataId } = this.runWebGPUProgram(new CopyProgram(tensor.shape), [tensor], tensor.dtype);
    const values = await super.read(dataId);
    this.disposeData(dataId);
    return values;
  }

  #leave(dataId: object): void {
    const buffer = this.#owners.get(dataId);
    if (!buffer) return;
    this.#owners.delete(dataId);
    const left = (this.#tenants.get(buffer) ?? 0) - 1;
    this.#tenants.set(buffer, left);
    if (left === 0) this.bufferManager.releaseBuffer(buffer);
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
