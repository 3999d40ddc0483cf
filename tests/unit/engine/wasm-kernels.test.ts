/** The kernels that WASM trains with, held against those of tfjs's CPU backend, which are slow and plain. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectClose, SeededNumbers } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

type Shape4D = [number, number, number, number];

interface KernelRun {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

const TOLERANCE = 3e-6;

beforeAll(startWasm);

async function run(backend: 'wasm' | 'cpu', compute: () => tf.Tensor): Promise<KernelRun> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const output = tf.tidy(compute);
  const values = await output.data();
  output.dispose();
  expect(tf.memory().numTensors, 'tensors after the kernel').toBe(before);
  return { shape: output.shape, values };
}

async function expectSame(compute: () => tf.Tensor): Promise<void> {
  const expected = await run('cpu', compute);
  const actual = await run('wasm', compute);
  expect(actual.shape).toEqual(expected.shape);
  expectClose(actual.values, expected.values, TOLERANCE);
}

function tensor(values: Float32Array, shape: readonly number[]): tf.Tensor {
  return tf.tensor(values, [...shape], 'float32');
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

interface Convolution {
  readonly input: Shape4D;
  readonly filter: Shape4D;
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
}

/** Shapes that follow from a seed: odd sizes, filters that are no squares, strides 1 to 3, up to 70 channels. */
function convolution(seed: number): Convolution {
  const random = new SeededNumbers(seed);
  const channels = () => (random.integer(0, 3) === 0 ? random.integer(33, 70) : random.integer(1, 12));
  const [inChannels, outChannels] = [channels(), channels()];
  const side = () => random.integer(5, inChannels * outChannels > 600 ? 8 : 13);
  const stride = random.integer(1, 3);
  return {
    input: [random.integer(1, 9), side(), side(), inChannels],
    filter: [random.integer(1, 4), random.integer(1, 4), inChannels, outChannels],
    strides: random.integer(0, 4) === 0 ? [stride, 1] : [stride, stride],
    pad: random.integer(0, 1) === 0 ? 'same' : 'valid',
  };
}

const convolutions: Convolution[] = [
  { input: [2, 7, 9, 1], filter: [3, 3, 1, 1], strides: [1, 1], pad: 'valid' },
  { input: [1, 5, 5, 70], filter: [3, 3, 70, 69], strides: [1, 1], pad: 'valid' },
  { input: [9, 9, 7, 3], filter: [5, 3, 3, 8], strides: [1, 1], pad: 'same' },
  { input: [3, 11, 13, 4], filter: [3, 2, 4, 5], strides: [3, 2], pad: 'same' },
  // The last row and column of the input lie in no window.
  { input: [2, 8, 8, 5], filter: [3, 3, 5, 4], strides: [2, 2], pad: 'valid' },
  // A filter as large as the image.
  { input: [4, 4, 4, 6], filter: [4, 4, 6, 7], strides: [1, 1], pad: 'valid' },
  ...Array.from({ length: 14 }, (_, seed) => convolution(seed + 1)),
];

describe.each(convolutions.map((settings, index) => [describeConvolution(settings), settings, index] as const))(
  'convolution %s',
  (_, { input, filter, strides, pad }, index) => {
    const geometry = tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad);
    const attributes = { strides, pad, dataFormat: 'NHWC' };
    const random = new SeededNumbers(1_000 + index);
    const x = random.uniform(sizeOf(input));
    const weights = random.uniform(sizeOf(filter));
    const dy = random.uniform(sizeOf(geometry.outShape));

    test('gradient of the filter', () =>
      expectSame(() =>
        tf
          .engine()
          .runKernel<tf.Tensor>(
            tf.Conv2DBackpropFilter,
            { x: tensor(x, input), dy: tensor(dy, geometry.outShape) },
            { ...attributes, filterShape: filter },
          ),
      ));

    test('gradient of the input', () =>
      expectSame(() =>
        tf
          .engine()
          .runKernel<tf.Tensor>(
            tf.Conv2DBackpropInput,
            { dy: tensor(dy, geometry.outShape), filter: tensor(weights, filter) },
            { ...attributes, inputShape: input },
          ),
      ));
  },
);

function describeConvolution({ input, filter, strides, pad }: Convolution): string {
  return `${input.join('x')} with ${filter.slice(0, 2).join('x')} to ${filter[3]}, stride ${strides.join('x')}, ${pad}`;
}

function poolGradient(x: tf.Tensor, dy: tf.Tensor, attributes: tf.NamedAttrMap): tf.Tensor {
  const { filterSize, strides, pad } = attributes;
  const output = tf.maxPool(x as tf.Tensor4D, filterSize as number, strides as number, pad as 'same' | 'valid');
  return tf.engine().runKernel<tf.Tensor>(tf.MaxPoolGrad, { dy, input: x, output }, attributes);
}

describe('gradient of max pooling', () => {
  test.each<[string, Shape4D, number, number, 'same' | 'valid']>([
    ['windows side by side', [3, 8, 6, 5], 2, 2, 'valid'],
    ['a border in no window', [2, 9, 7, 33], 2, 2, 'valid'],
    ['windows that overlap', [2, 9, 8, 3], 3, 2, 'valid'],
    ['windows that overlap by all but one column', [1, 7, 7, 70], 3, 1, 'valid'],
    ['windows over the edge', [9, 7, 9, 4], 3, 2, 'same'],
    ['windows apart from each other', [2, 11, 11, 1], 2, 3, 'valid'],
  ])('with %s', (_, input, filterSize, strides, pad) => {
    const random = new SeededNumbers(sizeOf(input));
    // Where maxima tie the CPU backend takes the last of them, so none do.
    const x = random.distinct(sizeOf(input));
    const { outShape } = tf.backend_util.computePool2DInfo(input, filterSize, strides, 1, pad);
    const dy = random.uniform(sizeOf(outShape));
    return expectSame(() => poolGradient(tensor(x, input), tensor(dy, outShape), { filterSize, strides, pad }));
  });

  const sideBySide = { filterSize: 2, strides: 2, pad: 'valid' };

  test('goes to the first of several maxima, row by row', async () => {
    const x = [
      [5, 5, 0, 1],
      [5, 5, 1, 1],
      [0, 0, 2, 3],
      [0, 0, 3, 3],
    ].flat();
    const { values } = await run('wasm', () =>
      poolGradient(tf.tensor4d(x, [1, 4, 4, 1]), tf.tensor4d([10, 20, 30, 40], [1, 2, 2, 1]), sideBySide),
    );
    expect([...Array.from(values)]).toEqual(
      [
        [10, 0, 0, 20],
        [0, 0, 0, 0],
        [30, 0, 0, 40],
        [0, 0, 0, 0],
      ].flat(),
    );
  });

  test('adds up where two windows have their maximum in one place', async () => {
    const { values } = await run('wasm', () =>
      poolGradient(tf.tensor4d([1, 9, 2], [1, 1, 3, 1]), tf.tensor4d([10, 20], [1, 1, 2, 1]), {
        filterSize: [1, 2],
        strides: 1,
        pad: 'valid',
      }),
    );
    expect([...Array.from(values)]).toEqual([0, 30, 0]);
  });
});

describe('matrix product', () => {
  test.each<[string, boolean, boolean]>([
    ['as they lie', false, false],
    ['left one transposed', true, false],
    ['right one transposed', false, true],
    ['both transposed', true, true],
  ])('%s', async (_, transposeA, transposeB) => {
    for (const [batch, rows, inner, columns] of [
      [[], 7, 5, 3],
      [[], 1, 70, 9],
      [[4], 5, 3, 6],
      [[2, 3], 3, 4, 5],
    ] as const) {
      const random = new SeededNumbers(rows * 100 + inner);
      const shapeA = [...batch, ...(transposeA ? [inner, rows] : [rows, inner])];
      const shapeB = [...batch, ...(transposeB ? [columns, inner] : [inner, columns])];
      const a = random.uniform(sizeOf(shapeA));
      const b = random.uniform(sizeOf(shapeB));
      await expectSame(() => tf.matMul(tensor(a, shapeA), tensor(b, shapeB), transposeA, transposeB));
    }
  });

  test('with a matrix that was multiplied in another shape before', async () => {
    const values = tensor(Float32Array.of(0.5, -1), [2]);
    const [column, row] = [tf.reshape(values, [2, 1]), tf.reshape(values, [1, 2])];
    expect(Array.from(await tf.matMul(tf.ones([1, 2]), column).data())).toEqual([-0.5]);
    const product = tf.matMul(tf.tensor2d([1, 2, 4], [3, 1]), row);
    expect(Array.from(await product.data())).toEqual([0.5, -1, 1, -2, 2, -4]);
  });

  test('of one matrix with a batch of transposed ones', async () => {
    const random = new SeededNumbers(1);
    const a = random.uniform(12);
    const b = random.uniform(3 * 20);
    await expectSame(() => tf.matMul(tensor(a, [1, 3, 4]), tensor(b, [3, 5, 4]), false, true));
  });
});
