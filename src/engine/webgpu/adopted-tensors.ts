import { tensorBuffer } from './tensor-buffer.ts';
import type { TrainingBackend } from './training-backend.ts';

/**
 * Tensors whose values a replayed step writes, such as gradients: they are moved into its buffers, and get buffers of
 * their own again when the step is over.
 */
export class AdoptedTensors {
  readonly #backend: TrainingBackend;
  readonly #places: ReadonlyMap<object, GPUBufferBinding>;
  #areAdopted = false;

  /** @param places where the step writes the values of tensors, by their dataIds. */
  constructor(backend: TrainingBackend, places: ReadonlyMap<object, GPUBufferBinding>) {
    this.#backend = backend;
    this.#places = places;
  }

  /** Whether all of them are there. One that was freed has a successor, whose values would not be the step's. */
  get areAlive(): boolean {
    return [...this.#places.keys()].every((dataId) => this.#backend.tensorMap.has(dataId));
  }

  /** Moves the tensors into the step's buffers, whose values are theirs from the next replay on. */
  adopt(): void {
    if (this.#areAdopted) return;
    this.#areAdopted = true;
    for (const [dataId, place] of this.#places) {
      if (!this.#backend.tensorMap.has(dataId)) continue;
      this.#backend.lendPlace(dataId, place);
      this.#backend.pin(dataId);
    }
  }

  /** Moves the tensors that are still there out again. */
  release(): void {
    if (!this.#areAdopted) return;
    this.#backend.flush();
    const { tensorMap, device } = this.#backend;
    const encoder = device.createCommandEncoder();
    for (const [dataId, { buffer, offset = 0, size = buffer.size }] of this.#places) {
      if (!tensorMap.has(dataId)) continue;
      const own = tensorBuffer(this.#backend, [size / 4]);
      encoder.copyBufferToBuffer(buffer, offset, own, 0, size);
      Object.assign(tensorMap.get(dataId), { resource: own, external: false });
      this.#backend.unpin(dataId);
    }
    device.queue.submit([encoder.finish()]);
  }
}
