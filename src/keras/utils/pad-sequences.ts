import * as tf from '@tensorflow/tfjs-core';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';

type Side = 'pre' | 'post';

interface PadSequencesParameters {
  /** Length of the result; that of the longest sequence unless given. */
  readonly maxlen?: number | null;
  readonly dtype?: 'int32' | 'float32';
  /** Where what is missing is filled in. */
  readonly padding?: Side;
  /** Where what is too much is cut off. */
  readonly truncating?: Side;
  /** What is filled in. */
  readonly value?: number;
}

const NAMES = ['maxlen', 'dtype', 'padding', 'truncating', 'value'] as const;

/**
 * Sequences of numbers as one tensor [sequences, maxlen], each filled up or cut to that length.
 *
 * @throws {ValueError} for another side than 'pre' and 'post'.
 * @source https://keras.io/api/data_loading/timeseries/#pad_sequences-function
 */
export function padSequences(
  sequences: readonly (readonly number[])[],
  ...values: Arguments<PadSequencesParameters, typeof NAMES>
): tf.Tensor2D {
  const bound = bindArguments<PadSequencesParameters>(NAMES, values);
  const { dtype = 'int32', padding = 'pre', truncating = 'pre', value = 0 } = bound;
  checkSide(padding, 'Padding');
  checkSide(truncating, 'Truncating');
  const length = bound.maxlen ?? Math.max(0, ...sequences.map((sequence) => sequence.length));
  const rows = sequences.flatMap((sequence) => {
    const kept =
      truncating === 'pre' ? sequence.slice(Math.max(0, sequence.length - length)) : sequence.slice(0, length);
    const fill = new Array<number>(length - kept.length).fill(value);
    return padding === 'pre' ? [...fill, ...kept] : [...kept, ...fill];
  });
  return tf.tensor2d(rows, [sequences.length, length], dtype);
}

function checkSide(side: string, what: string): void {
  if (side !== 'pre' && side !== 'post')
    throw new ValueError(`${what} type "${side}" not understood: use pre or post.`);
}
