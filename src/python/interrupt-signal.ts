/** How often a running program looks for an interrupt. */
const INTERVAL_MILLISECONDS = 200;
/** What CPython takes for Ctrl-C. */
const SIGINT = 2;

/** In its first entry stands the number of a signal for CPython, or 0. */
export type InterruptBuffer = Record<number, number>;

/**
 * Pyodide looks at the first entry of an array now and then while Python runs: another than 0 interrupts it. A worker whose
 * thread is busy gets no messages, and memory that two threads share needs headers that many hosts do not send. But a
 * worker may ask for an address and wait: as long as the page has not revoked it, there is no interrupt.
 */
export class InterruptSignal {
  readonly #exists: (url: string) => boolean;
  readonly #now: () => number;
  #url = '';
  #onLook: () => void = () => undefined;
  #lastLook = 0;
  #isRaised = false;
  #waits = 0;

  constructor(exists = blobExists, now = () => performance.now()) {
    this.#exists = exists;
    this.#now = now;
  }

  /**
   * Begins a program, which is interrupted when nothing is at the address any longer.
   *
   * @param onLook called at each look, five times a second: the program lives, though its worker hears nothing
   */
  begin(url: string, onLook: () => void = () => undefined): void {
    this.#url = url;
    this.#onLook = onLook;
    this.#waits = 0;
    this.#isRaised = false;
    this.#lastLook = this.#now();
  }

  /** Ends the program: whoever calls Python next is not interrupted. */
  end(): void {
    this.#url = '';
    this.#isRaised = false;
  }

  /** Interrupts the program from the worker itself: of a message that came while Python waited. */
  raise(): void {
    this.#isRaised = true;
  }

  /** The program waits for the dialect. What of Python runs meanwhile is Pyodide's own, which no interrupt may meet. */
  beginWaiting(): void {
    this.#waits += 1;
  }

  /** The program goes on, or a function of it that the dialect calls. */
  endWaiting(): void {
    this.#waits -= 1;
  }

  /** @throws {Error} named KeyboardInterrupt, where the program is to end. For loops outside of Python. */
  check(): void {
    if (this.#look() === 0) return;
    this.#isRaised = false;
    throw Object.assign(new Error(''), { name: 'KeyboardInterrupt' });
  }

  /** What Pyodide reads and resets. */
  get buffer(): InterruptBuffer {
    const look = (): number => (this.#waits > 0 ? 0 : this.#look());
    const set = (value: number): void => {
      this.#isRaised = value !== 0;
    };
    return {
      get 0() {
        return look();
      },
      set 0(value) {
        set(value);
      },
    };
  }

  #look(): number {
    const now = this.#now();
    if (!this.#isRaised && this.#url !== '' && now - this.#lastLook > INTERVAL_MILLISECONDS) {
      this.#lastLook = now;
      this.#onLook();
      // Again and again: an interrupt that meets a destructor, or a program that catches all, is lost.
      this.#isRaised = !this.#exists(this.#url);
    }
    return this.#isRaised ? SIGINT : 0;
  }
}

/** The one of this worker. */
export const interruptSignal = new InterruptSignal();

/** Asks and waits, which a worker may. */
function blobExists(url: string): boolean {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  try {
    request.send();
    return request.status === 200;
  } catch {
    return false;
  }
}
