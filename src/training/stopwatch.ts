/** Adds up the time between `start` and `stop`, in seconds. */
export class Stopwatch {
  readonly #now: () => number;
  #startedAt = 0;
  #elapsedMilliseconds = 0;

  /** @param now a clock in milliseconds that never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Begins anew: what passed since an earlier `start` without a `stop` is not counted. */
  start(): void {
    this.#startedAt = this.#now();
  }

  /** @returns milliseconds since `start`. */
  stop(): number {
    const milliseconds = this.#now() - this.#startedAt;
    this.#elapsedMilliseconds += milliseconds;
    return milliseconds;
  }

  get seconds(): number {
    return this.#elapsedMilliseconds / 1000;
  }
}
