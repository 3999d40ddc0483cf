import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { Tensor } from '@tensorflow/tfjs-core';
import { tensorBuffer } from './tensor-buffer.ts';
import type { TrainingBackend } from './training-backend.ts';

/** Replays whose results the device keeps until they are read. */
const RING_CAPACITY = 256;

/** Appends one number of each of several tensors to a ring: values [1] each, count int32 [1] -> ring [capacity, values]. */
class AppendProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number] = [1, 1, 1];
  readonly workgroupSize: [number, number, number] = [1, 1, 1];
  readonly variableNames: string[];
  readonly size = true;
  shaderKey: string;

  constructor(count: number) {
    this.outputShape = [RING_CAPACITY * count];
    this.variableNames = [...Array.from({ length: count }, (_, index) => `value${index}`), 'mutableCount'];
    this.shaderKey = `duetAppend_${count}`;
  }

  getUserCode(): string {
    const width = this.variableNames.length - 1;
    const writes = Array.from({ length: width }, (_, index) => `result[row + ${index}] = f32(value${index}[0]);`);
    return `
      fn main(index : i32) {
        if (index > 0) { return; }
        let row = mutableCount[0] * ${width} % uniforms.size;
        ${writes.join('\n')}
        mutableCount[0] = (mutableCount[0] + 1) % ${RING_CAPACITY};
      }`;
  }
}

/** Results of a step that stay on the device until somebody asks for those of many steps at once. */
export class ResultRing {
  readonly #backend: TrainingBackend;
  readonly #width: number;
  readonly #ring: GPUBuffer;
  readonly #count: GPUBuffer;
  #appended = 0;
  #taken = 0;

  /** @param width numbers that a step results in, at least 1. */
  constructor(backend: TrainingBackend, width: number) {
    this.#backend = backend;
    this.#width = width;
    this.#ring = tensorBuffer(backend, [RING_CAPACITY, width]);
    this.#count = tensorBuffer(backend, [1]);
    backend.device.queue.writeBuffer(this.#count, 0, new ArrayBuffer(4));
  }

  /** Encodes the dispatch that appends the results of a step; for the end of its recording. */
  recordAppend(results: readonly Tensor[]): void {
    const backend = this.#backend;
    const ring = backend.makeTensorInfo([RING_CAPACITY * this.#width], 'float32');
    const count = backend.makeTensorInfo([1], 'int32');
    Object.assign(backend.tensorMap.get(ring.dataId), { resource: this.#ring, external: true });
    Object.assign(backend.tensorMap.get(count.dataId), { resource: this.#count, external: true });
    backend.runWebGPUProgram(new AppendProgram(this.#width), [...results, count], 'float32', [], ring);
    for (const { dataId } of [ring, count]) backend.disposeData(dataId);
  }

  /** Notes that a replay was submitted. */
  noteAppended(): void {
    this.#appended += 1;
  }

  /** The results of all replays that were submitted and not taken yet, oldest first. */
  async take(): Promise<number[][]> {
    const [first, last] = [this.#taken, this.#appended];
    this.#taken = last;
    if (first === last) return [];
    const values = new Float32Array(await this.#backend.getBufferData(this.#ring));
    return Array.from({ length: last - first }, (_, index) => {
      const row = ((first + index) % RING_CAPACITY) * this.#width;
      return [...values.subarray(row, row + this.#width)];
    });
  }

  dispose(): void {
    for (const buffer of [this.#ring, this.#count]) this.#backend.bufferManager.releaseBuffer(buffer);
  }
}
