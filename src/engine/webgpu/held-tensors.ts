import type { TrainingBackend } from './training-backend.ts';

/** The tensors from before a step that it reads or changes in place: they have to stay where they are. */
export class HeldTensors {
  readonly #backend: TrainingBackend;
  readonly #resources = new Map<object, unknown>();

  constructor(backend: TrainingBackend, dataIds: readonly object[]) {
    this.#backend = backend;
    for (const dataId of dataIds) {
      backend.uploadToGPU(dataId);
      this.#resources.set(dataId, backend.tensorMap.get(dataId).resource);
      backend.pin(dataId);
    }
  }

  areInPlace(): boolean {
    const { tensorMap } = this.#backend;
    return [...this.#resources].every(
      ([dataId, resource]) => tensorMap.has(dataId) && tensorMap.get(dataId).resource === resource,
    );
  }

  release(): void {
    for (const dataId of this.#resources.keys()) this.#backend.unpin(dataId);
  }
}
