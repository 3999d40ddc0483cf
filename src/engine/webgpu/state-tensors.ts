import { engine, type Variable } from '@tensorflow/tfjs-core';
import { tensorBuffer } from './tensor-buffer.ts';
import type { TrainingBackend } from './training-backend.ts';

interface State {
  dataId: object;
  readonly buffer: GPUBuffer;
  /** The variable whose value it is, or null of another tensor. */
  readonly variable: Variable | null;
}

/**
 * The tensors that a step replaces by new ones, which the next step reads, such as the sums of a metric. While the step
 * is replayed they lie in buffers of their own; when it is over, in tensors as before.
 */
export class StateTensors {
  readonly #backend: TrainingBackend;
  readonly #states: readonly State[];

  constructor(backend: TrainingBackend, dataIds: readonly object[]) {
    this.#backend = backend;
    const variables = new Map(Object.values(engine().registeredVariables).map((each) => [each.dataId, each]));
    this.#states = dataIds.map((dataId) => {
      const buffer = tensorBuffer(backend, backend.tensorMap.get(dataId).shape);
      const state = { dataId, buffer, variable: variables.get(dataId) ?? null };
      this.#moveIn(state);
      return state;
    });
  }

  bufferOf(dataId: object): GPUBuffer | null {
    return this.#states.find((state) => state.dataId === dataId)?.buffer ?? null;
  }

  /**
   * Whether all of them are there. A variable that got a new value since, as a metric does at the begin of an epoch,
   * takes it along.
   */
  areInPlace(): boolean {
    return this.#states.every((state) => this.#backend.tensorMap.has(state.dataId) || this.#follow(state));
  }

  /** Moves those that are still there into tensors again. */
  release(): void {
    const { tensorMap, device, bufferManager } = this.#backend;
    this.#backend.flush();
    const encoder = device.createCommandEncoder();
    for (const { dataId, buffer } of this.#states) {
      if (tensorMap.has(dataId)) {
        const own = tensorBuffer(this.#backend, [buffer.size / 4]);
        encoder.copyBufferToBuffer(buffer, 0, own, 0, buffer.size);
        Object.assign(tensorMap.get(dataId), { resource: own, external: false });
        this.#backend.unpin(dataId);
      }
      bufferManager.releaseBuffer(buffer);
    }
    device.queue.submit([encoder.finish()]);
  }

  #follow(state: State): boolean {
    const { variable } = state;
    if (!variable || variable.isDisposed || !this.#backend.tensorMap.has(variable.dataId)) return false;
    if (this.#backend.refCount(variable.dataId) > 1) return false;
    state.dataId = variable.dataId;
    this.#moveIn(state);
    return true;
  }

  #moveIn({ dataId, buffer }: State): void {
    const { buffer: from, offset = 0 } = this.#backend.placeOf(dataId);
    this.#backend.flush();
    const encoder = this.#backend.device.createCommandEncoder();
    encoder.copyBufferToBuffer(from, offset, buffer, 0, buffer.size);
    this.#backend.device.queue.submit([encoder.finish()]);
    this.#backend.lendPlace(dataId, { buffer });
    this.#backend.pin(dataId);
  }
}
