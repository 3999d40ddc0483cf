/** Bytes of a timestamp: an unsigned integer of nanoseconds. */
const TIMESTAMP_BYTES = 8;
/** What WebGPU lets a set of queries have. */
const MOST_QUERIES = 4_096;
/** Browsers round timestamps to 100 µs: a mean of some runs, or of long ones, is finer. */
const ENOUGH_RUNS = 16;
const ENOUGH_MILLISECONDS = 100;

/** Measures how long each dispatch of a list takes on the device, by timestamps around it: a mean over a few runs. */
export class KernelTimer {
  readonly #queries: GPUQuerySet;
  readonly #timestamps: GPUBuffer;
  readonly #readable: GPUBuffer;
  readonly #sums: number[];
  #runs = 0;
  #isReading = false;
  #isOver = false;

  private constructor(device: GPUDevice, dispatches: number) {
    const size = dispatches * 2 * TIMESTAMP_BYTES;
    this.#queries = device.createQuerySet({ type: 'timestamp', count: dispatches * 2 });
    this.#timestamps = device.createBuffer({ size, usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC });
    this.#readable = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    this.#sums = Array.from({ length: dispatches }, () => 0);
  }

  /** A timer of so many dispatches, or null where the device cannot time them. */
  static create(device: GPUDevice, dispatches: number): KernelTimer | null {
    const canTime = device.features.has('timestamp-query') && dispatches > 0 && dispatches * 2 <= MOST_QUERIES;
    return canTime ? new KernelTimer(device, dispatches) : null;
  }

  /** Whether another run is to be measured now. */
  get isWaiting(): boolean {
    return !this.#isReading && !this.#isOver;
  }

  /** The time of each dispatch, or null before the first run was read. */
  get milliseconds(): readonly number[] | null {
    return this.#runs === 0 ? null : this.#sums.map((sum) => sum / this.#runs);
  }

  /** The timestamps of a dispatch, which has a pass for itself. */
  writesOf(dispatch: number): GPUComputePassTimestampWrites {
    const begin = dispatch * 2;
    return { querySet: this.#queries, beginningOfPassWriteIndex: begin, endOfPassWriteIndex: begin + 1 };
  }

  /** To be encoded after the dispatches. */
  encodeEnd(encoder: GPUCommandEncoder): void {
    encoder.resolveQuerySet(this.#queries, 0, this.#sums.length * 2, this.#timestamps, 0);
    encoder.copyBufferToBuffer(this.#timestamps, 0, this.#readable, 0, this.#timestamps.size);
  }

  /** Reads the timestamps of the run that was submitted, and ends the measurement when there are enough. */
  async read(): Promise<void> {
    this.#isReading = true;
    try {
      await this.#readable.mapAsync(GPUMapMode.READ);
      this.#add(new BigUint64Array(this.#readable.getMappedRange()));
      this.#readable.unmap();
    } catch {
      // The device is lost, or the timer was disposed of: nobody waits for the times any longer.
      this.#isOver = true;
    }
    this.#isReading = false;
    if (this.#isOver) this.dispose();
  }

  /** Frees what it has on the device. The times stay. */
  dispose(): void {
    this.#isOver = true;
    this.#queries.destroy();
    this.#timestamps.destroy();
    this.#readable.destroy();
  }

  #add(timestamps: BigUint64Array): void {
    this.#runs += 1;
    let total = 0;
    this.#sums.forEach((sum, dispatch) => {
      const [begin = 0n, end = 0n] = timestamps.subarray(dispatch * 2);
      this.#sums[dispatch] = sum + Math.max(0, Number(end - begin) / 1e6);
      total += this.#sums[dispatch];
    });
    this.#isOver ||= this.#runs >= ENOUGH_RUNS || total >= ENOUGH_MILLISECONDS;
  }
}
