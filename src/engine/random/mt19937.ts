const STATE_WORDS = 624;
const SHIFT_WORDS = 397;

/** Where a Mersenne Twister stands in its sequence. */
export interface Mt19937State {
  /** The 624 words from which numbers are made. */
  readonly words: Uint32Array;
  /** How many of the words are used up, 0 to 624. */
  readonly position: number;
}

/**
 * The 32-bit Mersenne Twister MT19937, the generator behind PyTorch's CPU random numbers and NumPy's old ones.
 *
 * @source M. Matsumoto, T. Nishimura: "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
 *   number generator", ACM TOMACS 8(1), 1998.
 */
export class Mt19937 {
  readonly #state = new Uint32Array(STATE_WORDS);
  #position = STATE_WORDS;

  /** @param seed an integer from 0 to 2^32 - 1. */
  constructor(seed: number) {
    this.seed(seed);
  }

  /** The sequence of a seed of several words, as Python and NumPy begin it. */
  static ofWords(words: readonly number[]): Mt19937 {
    const generator = new Mt19937(19650218);
    generator.#mixIn(words);
    return generator;
  }

  /** Starts the sequence of `seed` again. */
  seed(seed: number): void {
    const state = this.#state;
    state[0] = seed >>> 0;
    for (let i = 1; i < STATE_WORDS; i++) {
      const previous = word(state, i - 1);
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
    this.#position = STATE_WORDS;
  }

  /** The next integer, uniform from 0 to 2^32 - 1. */
  nextUint32(): number {
    if (this.#position === STATE_WORDS) this.#refill();
    let y = word(this.#state, this.#position++);
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** A copy of where the sequence stands. */
  getState(): Mt19937State {
    return { words: this.#state.slice(), position: this.#position };
  }

  /** Goes on from where `getState` was called. */
  setState({ words, position }: Mt19937State): void {
    this.#state.set(words);
    this.#position = position;
  }

  #mixIn(words: readonly number[]): void {
    const state = this.#state;
    let at = 1;
    const mix = (factor: number, added: (previous: number) => number) => {
      const previous = word(state, at - 1);
      const mixed = word(state, at) ^ Math.imul(previous ^ (previous >>> 30), factor);
      state[at] = mixed + added(at);
      at += 1;
      if (at < STATE_WORDS) return;
      state[0] = word(state, STATE_WORDS - 1);
      at = 1;
    };
    for (let step = 0; step < Math.max(STATE_WORDS, words.length); step++) {
      const index = step % words.length;
      mix(1664525, () => (words[index] ?? 0) + index);
    }
    for (let step = 1; step < STATE_WORDS; step++) mix(1566083941, (place) => -place);
    state[0] = 0x80000000;
    this.#position = STATE_WORDS;
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < STATE_WORDS; i++) {
      const mixed = (word(state, i) & 0x80000000) | (word(state, (i + 1) % STATE_WORDS) & 0x7fffffff);
      state[i] = word(state, (i + SHIFT_WORDS) % STATE_WORDS) ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    this.#position = 0;
  }
}

/** A word of the state; the index is always inside. */
function word(state: Uint32Array, index: number): number {
  return state[index] ?? 0;
}
