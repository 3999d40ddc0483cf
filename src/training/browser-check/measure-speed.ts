import * as tf from '@tensorflow/tfjs-core';
import { nextTask } from '../../engine/next-task.ts';
import type { MeasuredOperation, OperationSpeed } from '../browser-check-protocol.ts';

interface Measurement {
  /** The repetitions are doubled until they take as long as this. */
  readonly leastMilliseconds: number;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  /** Ends a measurement between two rounds. */
  readonly signal: AbortSignal;
}

/** An operation with its inputs on the device. */
interface Prepared {
  readonly inputs: readonly tf.Tensor[];
  readonly run: () => tf.Tensor;
  /** Multiplications and additions. */
  readonly operations: number;
  /** An output in float64, by its flat index. */
  readonly exactly: (index: number, inputs: readonly ArrayLike<number>[]) => number;
}

const MOST_REPETITIONS = 4096;
/** The fastest counts: what else the machine does makes a round slower, and never faster. */
const ROUNDS = 3;
const CHECKED_OUTPUTS = 64;
/** Any seed does: the numbers are the same in every run. */
const SEED = 1;

/** The second convolution of lesson 1: images of 15 x 15 with 32 channels, 64 kernels of 3 x 3. */
const convolution = { side: 15, channels: 32, kernels: 64, kernelSize: 3 } as const;

/**
 * Times an operation on the backend that runs, and holds some of its outputs against float64 arithmetic. The first run is
 * not timed: it compiles shaders. A round is timed up to the moment at which a number of its last output can be read.
 */
export async function measureSpeed(operation: MeasuredOperation, measurement: Measurement): Promise<OperationSpeed> {
  const { leastMilliseconds, now, signal } = measurement;
  const prepared = operation.kind === 'matrix-product' ? matrixProduct(operation.size) : convolve(operation.images);
  try {
    const largestError = await findLargestError(prepared);
    let repetitions = 1;
    const time = async () => {
      await nextTask();
      signal.throwIfAborted();
      const start = now();
      await repeat(prepared.run, repetitions);
      return now() - start;
    };
    let milliseconds = await time();
    while (milliseconds < leastMilliseconds && repetitions < MOST_REPETITIONS) {
      repetitions *= 2;
      milliseconds = await time();
    }
    for (let round = 1; round < ROUNDS; round++) milliseconds = Math.min(milliseconds, await time());
    const { operations } = prepared;
    const gflops = (operations * repetitions) / (milliseconds * 1e6);
    return { operation, operations, repetitions, milliseconds, gflops, largestError };
  } finally {
    tf.dispose([...prepared.inputs]);
  }
}

async function repeat(run: () => tf.Tensor, repetitions: number): Promise<void> {
  for (let each = 1; each < repetitions; each++) run().dispose();
  const last = tf.tidy(() => tf.slice(tf.reshape(run(), [-1]), 0, 1));
  await last.data();
  last.dispose();
}

async function findLargestError({ inputs, run, exactly }: Prepared): Promise<number> {
  const output = run();
  const values = await output.data();
  output.dispose();
  const inputValues = await Promise.all(inputs.map((input) => input.data()));
  const stride = Math.max(1, Math.floor(values.length / CHECKED_OUTPUTS));
  let [error, largest] = [0, 0];
  for (let index = 0; index < values.length; index += stride) {
    const exact = exactly(index, inputValues);
    error = Math.max(error, Math.abs((values[index] ?? Number.NaN) - exact));
    largest = Math.max(largest, Math.abs(exact));
  }
  return error / largest;
}

function matrixProduct(size: number): Prepared {
  const [a, b] = [SEED, SEED + 1].map((seed) => tf.randomUniform<tf.Rank.R2>([size, size], -1, 1, 'float32', seed));
  if (!a || !b) throw new Error('No matrices.');
  const exactly: Prepared['exactly'] = (index, [left = [], right = []]) => {
    const [row, column] = [Math.floor(index / size), index % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (left[row * size + k] ?? 0) * (right[k * size + column] ?? 0);
    return sum;
  };
  return { inputs: [a, b], run: () => tf.matMul(a, b), operations: 2 * size ** 3, exactly };
}

function convolve(images: number): Prepared {
  const { side, channels, kernels, kernelSize } = convolution;
  const x = tf.randomUniform<tf.Rank.R4>([images, side, side, channels], -1, 1, 'float32', SEED);
  const filter = tf.randomUniform<tf.Rank.R4>([kernelSize, kernelSize, channels, kernels], -1, 1, 'float32', SEED + 1);
  const outputSide = side - kernelSize + 1;
  const exactly: Prepared['exactly'] = (index, [input = [], weights = []]) => {
    const kernel = index % kernels;
    const place = Math.floor(index / kernels);
    const [column, row] = [place % outputSide, Math.floor(place / outputSide) % outputSide];
    const image = Math.floor(place / outputSide ** 2);
    let sum = 0;
    for (let offset = 0; offset < kernelSize ** 2; offset++) {
      const [dy, dx] = [Math.floor(offset / kernelSize), offset % kernelSize];
      const pixel = ((image * side + row + dy) * side + column + dx) * channels;
      for (let channel = 0; channel < channels; channel++) {
        sum += (input[pixel + channel] ?? 0) * (weights[(offset * channels + channel) * kernels + kernel] ?? 0);
      }
    }
    return sum;
  };
  const outputs = images * outputSide ** 2 * kernels;
  return {
    inputs: [x, filter],
    run: () => tf.conv2d(x, filter, 1, 'valid'),
    operations: 2 * outputs * kernelSize ** 2 * channels,
    exactly,
  };
}
