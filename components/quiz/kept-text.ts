/** The part of `localStorage` that is needed. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A text that stays in the reader's browser, under one key. Without storage, or with a full one, it is simply not kept. */
export class KeptText {
  readonly #key: string;
  readonly #storage: TextStorage | null;

  /** @param storage null where the browser keeps nothing */
  constructor(key: string, storage: TextStorage | null = browserStorage()) {
    this.#key = key;
    this.#storage = storage;
  }

  /** The text, or '' where none is kept. */
  read(): string {
    return this.#try((storage) => storage.getItem(this.#key)) ?? '';
  }

  write(text: string): void {
    this.#try((storage) => {
      storage.setItem(this.#key, text);
    });
  }

  clear(): void {
    this.#try((storage) => {
      storage.removeItem(this.#key);
    });
  }

  #try<T>(act: (storage: TextStorage) => T): T | null {
    try {
      return this.#storage ? act(this.#storage) : null;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return null;
    }
  }
}

function browserStorage(): TextStorage | null {
  try {
    return localStorage;
  } catch {
    // A page without storage throws at the mere name.
    return null;
  }
}
