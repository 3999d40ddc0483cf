import type { TrainingBackend } from './training-backend.ts';

/**
 * Tensors whose values a replayed step writes, such as gradients: they are moved into its buffers, and get buffers of
 * their own again when the step is over.
 */
export class AdoptedTensors {
  readonly #backend: TrainingBackend;
  readonly #buffers: ReadonlyMap<object, GPUBuffer>;
  #areAdopted = false;

  /** @param buffers where the step writes the values of tensors, by their dataIds. */
  constructor(backend: TrainingBackend, buffers: ReadonlyMap<object, GPUBuffer>) {
    this.#backend = backend;
    this.#buffers = buffers;
  }

  /** Whether all of them are there. One that was freed has a successor, whose values would not be the step's. */
  get areAlive(): boolean {
    return [...this.#buffers.keys()].every((dataId) => this.#backend.tensorMap.has(dataId));
  }

  /** Moves the tensors into the step's buffers, whose values are theirs from the next replay on. */
  adopt(): void {
    if (this.#areAdopted) return;
    this.#areAdopted = true;
    const { tensorMap, bufferManager } = this.#backend;
    for (const [dataId, buffer] of this.#buffers) {
      if (!tensorMap.has(dataId)) continue;
      const data = tensorMap.get(dataId);
      if (data.resource instanceof GPUBuffer && !data.external) bufferManager.releaseBuffer(data.resource);
      Object.assign(data, { resource: buffer, external: true, values: null });
      this.#backend.pin(dataId);
    }
  }

  /** Moves the tensors that are still there out again. */
  release(): void {
    if (!this.#areAdopted) return;
    this.#backend.flush();
    const { tensorMap, bufferManager, device } = this.#backend;
    const encoder = device.createCommandEncoder();
    for (const [dataId, buffer] of this.#buffers) {
      if (!tensorMap.has(dataId)) continue;
      const own = bufferManager.acquireBuffer(buffer.size, buffer.usage);
      encoder.copyBufferToBuffer(buffer, 0, own, 0, buffer.size);
      Object.assign(tensorMap.get(dataId), { resource: own, external: false });
      this.#backend.unpin(dataId);
    }
    device.queue.submit([encoder.finish()]);
  }
}
