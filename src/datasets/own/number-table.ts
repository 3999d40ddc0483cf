/** Numbers in a block. */
const BLOCK = 2 ** 18;

/**
 * Rows of numbers that grows as a file is read: bytes as long as all are whole numbers from 0 to 255, from then on
 * float64. In blocks, because an array that doubles needs three times its memory.
 */
export class NumberTable {
  readonly columns: number;
  #bytes: Uint8Array[] | null = [];
  #floats: Float64Array[] = [];
  #length = 0;
  #largest = 0;

  constructor(columns: number) {
    this.columns = columns;
  }

  get rows(): number {
    return this.#length / this.columns;
  }

  /** All numbers so far. */
  get length(): number {
    return this.#length;
  }

  /** Whether all are whole numbers from 0 to 255. */
  get isBytes(): boolean {
    return this.#bytes !== null;
  }

  /** Of numbers that are bytes. */
  get largestByte(): number {
    return this.#largest;
  }

  push(value: number): void {
    if (this.#bytes && !(value >= 0 && value <= 255 && Number.isInteger(value))) this.#toFloats(this.#bytes);
    const place = this.#length % BLOCK;
    if (this.#bytes) {
      if (place === 0) this.#bytes.push(new Uint8Array(BLOCK));
      this.#largest = Math.max(this.#largest, value);
    } else if (place === 0) {
      this.#floats.push(new Float64Array(BLOCK));
    }
    const block = (this.#bytes ?? this.#floats).at(-1);
    if (block) block[place] = value;
    this.#length += 1;
  }

  at(row: number, column: number): number {
    const index = row * this.columns + column;
    return (this.#bytes ?? this.#floats)[Math.floor(index / BLOCK)]?.[index % BLOCK] ?? 0;
  }

  #toFloats(bytes: readonly Uint8Array[]): void {
    this.#floats = bytes.map((block) => Float64Array.from(block));
    this.#bytes = null;
  }
}
