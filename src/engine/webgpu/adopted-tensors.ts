import { tensorBuffer } from './tensor-buffer.ts';
import type { TrainingBackend } from './training-backend.ts';

/** Which tensor a memory of a step is in now, by the memory's number. Plans of one step share it. */
export type Holders = Map<number, object>;

/**
 * Tensors whose values a plan has in its own memory as long as it is the one that is replayed: they are moved there
 * before a replay, and get memory of their own again when the plan is given up.
 */
export class AdoptedTensors {
  readonly #backend: TrainingBackend;
  readonly #places: ReadonlyMap<number, GPUBufferBinding>;
  readonly #holders: Holders;
  readonly #pinned = new Set<object>();

  /** @param places of the plan, by the numbers of the memories. */
  constructor(backend: TrainingBackend, places: ReadonlyMap<number, GPUBufferBinding>, holders: Holders) {
    this.#backend = backend;
    // As parts, also where they are whole: a tensor is here when it has the very part.
    const parts = [...places].map(([number, place]) => [number, partOf(place)] as const);
    this.#places = new Map(parts);
    this.#holders = holders;
  }

  /** Whether all of them are there. One that was freed has a successor, whose values would not be the step's. */
  get areAlive(): boolean {
    return [...this.#places.keys()].every((number) => this.#aliveAt(number) !== null);
  }

  /**
   * Moves the tensors here that are elsewhere.
   *
   * @param copies takes their values along, where a replay reads them; null where it writes new ones.
   */
  adopt(copies: GPUCommandEncoder | null): void {
    for (const [number, place] of this.#places) {
      const dataId = this.#aliveAt(number);
      if (!dataId || this.#isAt(dataId, place)) continue;
      if (copies) encodeCopy(copies, this.#backend.placeOf(dataId), place);
      this.#backend.lendPlace(dataId, place);
      if (!this.#pinned.has(dataId)) this.#backend.pin(dataId);
      this.#pinned.add(dataId);
    }
  }

  /** Moves the tensors that are still here out again. */
  release(): void {
    this.#backend.flush();
    const { device } = this.#backend;
    const encoder = device.createCommandEncoder();
    for (const [number, place] of this.#places) {
      const dataId = this.#aliveAt(number);
      if (!dataId || !this.#isAt(dataId, place)) continue;
      const own = tensorBuffer(this.#backend, [(place.size ?? 0) / 4]);
      encodeCopy(encoder, place, { buffer: own });
      Object.assign(this.#backend.tensorMap.get(dataId), { resource: own, external: false });
    }
    device.queue.submit([encoder.finish()]);
    for (const dataId of this.#pinned) this.#backend.unpin(dataId);
  }

  #aliveAt(number: number): object | null {
    const dataId = this.#holders.get(number);
    return dataId && this.#backend.tensorMap.has(dataId) ? dataId : null;
  }

  #isAt(dataId: object, place: GPUBufferBinding): boolean {
    const resource: unknown = this.#backend.tensorMap.get(dataId).resource;
    return resource === place;
  }
}

function encodeCopy(encoder: GPUCommandEncoder, from: GPUBufferBinding, to: GPUBufferBinding): void {
  const size = to.size ?? from.size ?? to.buffer.size;
  encoder.copyBufferToBuffer(from.buffer, from.offset ?? 0, to.buffer, to.offset ?? 0, size);
}

function partOf({ buffer, offset = 0, size = buffer.size }: GPUBufferBinding): GPUBufferBinding {
  return { buffer, offset, size };
}
