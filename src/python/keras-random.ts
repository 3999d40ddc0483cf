/** What Python's tensorflow.random and keras.random ask for. */
import * as tf from '@tensorflow/tfjs-core';
import { randomPermutation } from '../engine/random/permutation.ts';
import * as numbers from '../keras/random/philox-numbers.ts';
import { setGlobalSeed, takeSeedsFrom } from '../keras/random/seeds.ts';

type Stream = numbers.PhiloxStream;

/** Numbers of a stream for two parameters: the bounds, or the mean and the standard deviation. */
type Draw = (stream: Stream, count: number, first: number, second: number) => Float32Array | Int32Array;

const draws: Readonly<Record<string, Draw>> = {
  normal: numbers.normalNumbers,
  truncated: numbers.truncatedNumbers,
  uniform: numbers.uniformNumbers,
  whole: numbers.wholeNumbers,
  wholeOf64Bits: numbers.wholeNumbersOf64Bits,
};

export const random = {
  /** A stream of operations with a state: the seed of all and their own, each in two words, and the blocks drawn. */
  stream: (low: number, high: number, ownLow: number, ownHigh: number, blocks: number): Stream =>
    numbers.skipped({ key: [low, high], counter: [0, 0, ownLow, ownHigh] }, blocks),
  streamOfSeed: numbers.streamOfSeed,
  draw: (kind: string, stream: Stream, shape: readonly number[], first: number, second: number) => {
    const drawn = draws[kind]?.(stream, tf.util.sizeFromShape([...shape]), first, second) ?? [];
    return tf.tensor(drawn, [...shape], drawn instanceof Int32Array ? 'int32' : 'float32');
  },
  permutation: (stream: Stream, length: number) =>
    tf.tensor1d(Int32Array.from(randomPermutation(length, new numbers.Words(stream))), 'int32'),
  /** Words of a stream, after `start` others, a multiple of 4. */
  words: (stream: Stream, start: number, count: number) => {
    const words = new numbers.Words(numbers.skipped(stream, start / 4));
    return Uint32Array.from({ length: count }, () => words.next());
  },
  setGlobalSeed,
  takeSeedsFrom,
};
