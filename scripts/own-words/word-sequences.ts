import { createHash } from 'node:crypto';

/** So many words in a row that are the same are a sentence taken over, and no accident. */
const SEQUENCE_WORDS = 8;

/**
 * Bytes that are kept of a sequence's SHA-256. With 5 of them, 10,000 sequences of the sources and 50,000 of ours, one test
 * run in 2,000 would find a coincidence that is none (10,000 × 50,000 / 2⁴⁰); with 4 it would be one in nine.
 */
export const HASH_BYTES = 5;

/** A word, in lower case, and where it begins in its text. */
interface Word {
  readonly text: string;
  readonly index: number;
}

/** Eight words in a row. */
interface WordSequence {
  readonly words: string;
  /** Where the first of them begins in the text. */
  readonly index: number;
}

/** Words of a text: runs of letters and digits. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({ text: match[0].toLowerCase(), index: match.index }));
}

/** Every eight words in a row, also those that overlap. */
export function wordSequences(text: string): WordSequence[] {
  const words = wordsOf(text);
  return words.slice(0, Math.max(0, words.length - SEQUENCE_WORDS + 1)).map(({ index }, start) => ({
    index,
    words: words
      .slice(start, start + SEQUENCE_WORDS)
      .map((word) => word.text)
      .join(' '),
  }));
}

/** The first bytes of a sequence's SHA-256, as one number. The sequence cannot be read back from it. */
export function sequenceHash(words: string): number {
  return createHash('sha256').update(words).digest().readUIntBE(0, HASH_BYTES);
}
