import type { Tensor, TypedArray } from '@tensorflow/tfjs-core';
import type { Memory } from '../recording/kernel-graph.ts';
import type { StepValues } from '../step-value.ts';
import { tensorBuffer } from './tensor-buffer.ts';
import type { TrainingBackend } from './training-backend.ts';

/** Buffers of what a replayed step is given anew each time, its arguments and step values, and of its constants. */
export class GivenValues {
  readonly #backend: TrainingBackend;
  readonly #buffers: GPUBuffer[] = [];
  readonly #arguments = new Map<number, GPUBuffer>();
  readonly #stepValues: { readonly buffer: GPUBuffer; readonly compute: StepValues }[] = [];

  constructor(backend: TrainingBackend) {
    this.#backend = backend;
  }

  /** The buffer of a memory that is given, or null of another. */
  place({ origin, shape }: Memory): GPUBufferBinding | null {
    if (origin.kind === 'external' || origin.kind === 'computed') return null;
    const buffer = tensorBuffer(this.#backend, shape);
    this.#buffers.push(buffer);
    if (origin.kind === 'argument') this.#arguments.set(origin.index, buffer);
    else if (origin.kind === 'stepValue') this.#stepValues.push({ buffer, compute: origin.compute });
    else this.#write(buffer, origin.values);
    return { buffer };
  }

  /** Gives the values of the next replay. What is on the device already is copied by the encoder. */
  give(encoder: GPUCommandEncoder, tensors: readonly Tensor[]): void {
    for (const { buffer, compute } of this.#stepValues) this.#write(buffer, compute());
    for (const [index, buffer] of this.#arguments) {
      const tensor = tensors[index];
      if (tensor) this.#giveTensor(encoder, tensor, buffer);
    }
  }

  dispose(): void {
    for (const buffer of this.#buffers) this.#backend.bufferManager.releaseBuffer(buffer);
  }

  #giveTensor(encoder: GPUCommandEncoder, { dataId }: Tensor, buffer: GPUBuffer): void {
    const { values, resource } = this.#backend.tensorMap.get(dataId);
    if (!resource) {
      this.#write(buffer, values as TypedArray);
      return;
    }
    const { buffer: from, offset = 0 } = this.#backend.placeOf(dataId);
    encoder.copyBufferToBuffer(from, offset, buffer, 0, buffer.size);
  }

  /** Booleans take four bytes on the device. */
  #write(buffer: GPUBuffer, values: TypedArray): void {
    const words = values instanceof Uint8Array ? Int32Array.from(values) : values;
    this.#backend.device.queue.writeBuffer(buffer, 0, words.slice().buffer);
  }
}
