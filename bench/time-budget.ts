/** Thrown at what did not end in time. */
export class OutOfTime extends Error {
  constructor() {
    super('it was not done when the time was over');
    this.name = 'OutOfTime';
  }
}

/** How long the comparisons may take: all together, and each one. */
export class TimeBudget {
  readonly #end: number;
  readonly #now: () => number;

  constructor(minutes: number, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#end = now() + minutes * 60_000;
  }

  /** Milliseconds until everything has to be over. */
  get left(): number {
    return this.#end - this.#now();
  }

  /** A budget of a comparison that larger ones follow: two thirds of what is left, or all of it for the last one. */
  share(comparisonsLeft: number): TimeBudget {
    const share = comparisonsLeft > 1 ? (this.left * 2) / 3 : this.left;
    return new TimeBudget(share / 60_000, this.#now);
  }

  /**
   * What `work` gives, if it does so in time.
   *
   * @throws {OutOfTime} otherwise; the work itself goes on.
   */
  async limit<Value>(work: Promise<Value>): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new OutOfTime()), Math.max(0, this.left));
    });
    try {
      return await Promise.race([work, over]);
    } finally {
      clearTimeout(timer);
    }
  }
}
