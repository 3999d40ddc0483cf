import { engine, type Variable } from '@tensorflow/tfjs-core';
import { AdoptedTensors, type Holders } from './adopted-tensors.ts';
import { tensorBuffer } from './tensor-buffer.ts';
import type { TrainingBackend } from './training-backend.ts';

/**
 * The tensors that a step replaces by new ones, which the next step reads, such as the sums of a metric. While the step
 * is replayed they lie in buffers of their own; when it is over, in tensors as before.
 */
export class StateTensors {
  readonly #backend: TrainingBackend;
  readonly #holders: Holders;
  readonly #buffers: ReadonlyMap<number, GPUBuffer>;
  readonly #variables: ReadonlyMap<number, Variable>;
  readonly #adopted: AdoptedTensors;

  /** @param numbers of the memories that are states; `holders` knows the tensors. */
  constructor(backend: TrainingBackend, numbers: readonly number[], holders: Holders) {
    this.#backend = backend;
    this.#holders = holders;
    const buffers = numbers.map((number) => {
      const dataId = holders.get(number);
      return [number, tensorBuffer(backend, dataId ? backend.tensorMap.get(dataId).shape : [])] as const;
    });
    this.#buffers = new Map(buffers);
    const variables = Object.values(engine().registeredVariables);
    this.#variables = new Map(
      numbers.flatMap((number) => {
        const variable = variables.find(({ dataId }) => dataId === holders.get(number));
        return variable ? [[number, variable] as const] : [];
      }),
    );
    const places = buffers.map(([number, buffer]) => [number, { buffer }] as const);
    this.#adopted = new AdoptedTensors(backend, new Map(places), holders);
  }

  placeOf(number: number): GPUBufferBinding | null {
    const buffer = this.#buffers.get(number);
    return buffer ? { buffer } : null;
  }

  /**
   * Whether all of them are there. A variable that got a new value since, as a metric does at the begin of an epoch,
   * takes it along.
   */
  get areAlive(): boolean {
    for (const [number, variable] of this.#variables) this.#follow(number, variable);
    return this.#adopted.areAlive;
  }

  /** Moves them here from where another plan or the dialect put them. */
  adopt(encoder: GPUCommandEncoder): void {
    this.#adopted.adopt(encoder);
  }

  /** Moves those that are still here into tensors again. */
  release(): void {
    this.#adopted.release();
    for (const buffer of this.#buffers.values()) this.#backend.bufferManager.releaseBuffer(buffer);
  }

  #follow(number: number, variable: Variable): void {
    const { tensorMap } = this.#backend;
    const { dataId } = variable;
    const isFree = !variable.isDisposed && tensorMap.has(dataId) && this.#backend.refCount(dataId) === 1;
    if (isFree) this.#holders.set(number, dataId);
  }
}
