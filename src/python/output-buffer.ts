import type { OutputStream } from './interpreter.ts';

export interface OutputPiece {
  readonly text: string;
  readonly stream: OutputStream;
}

const INTERVAL_MILLISECONDS = 50;
/** As much as a reader can still look at. */
const MOST_CHARACTERS = 200_000;

/** Gathers what a program prints, so that a million prints are not a million messages, and ends it where it is too much. */
export class OutputBuffer {
  readonly #send: (piece: OutputPiece) => void;
  readonly #now: () => number;
  #pending: OutputPiece | null = null;
  #lastSent = -Infinity;
  #sentCharacters = 0;

  constructor(send: (piece: OutputPiece) => void, now = () => performance.now()) {
    this.#send = send;
    this.#now = now;
  }

  write(text: string, stream: OutputStream): void {
    if (this.#sentCharacters >= MOST_CHARACTERS) return;
    if (this.#pending && this.#pending.stream !== stream) this.flush();
    this.#pending = { text: (this.#pending?.text ?? '') + text, stream };
    const isLong = this.#sentCharacters + this.#pending.text.length > MOST_CHARACTERS;
    if (isLong || this.#now() - this.#lastSent >= INTERVAL_MILLISECONDS) this.flush();
  }

  /** Sends what is gathered. */
  flush(): void {
    if (!this.#pending) return;
    const { text, stream } = this.#pending;
    this.#pending = null;
    this.#lastSent = this.#now();
    const left = MOST_CHARACTERS - this.#sentCharacters;
    this.#sentCharacters += text.length;
    this.#send({ text: text.slice(0, left), stream });
    if (text.length > left) {
      const notice = `\nThe output ends here: ${MOST_CHARACTERS.toLocaleString('en')} characters are shown.\n`;
      this.#send({ text: notice, stream: 'stderr' });
    }
  }
}
