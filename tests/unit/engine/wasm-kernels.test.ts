/** The kernels that WASM trains with, held against those of tfjs's CPU backend. Convolutions have a test of their own. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectSame, run, runKernel, sizeOf, tensor, type Shape4D } from '../support/kernel-runs.ts';
import { SeededNumbers } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

function poolGradient(x: tf.Tensor, dy: tf.Tensor, attributes: tf.NamedAttrMap): tf.Tensor {
  const { filterSize, strides, pad } = attributes;
  const output = tf.maxPool(x as tf.Tensor4D, filterSize as number, strides as number, pad as 'same' | 'valid');
  return runKernel(tf.MaxPoolGrad, { dy, input: x, output }, attributes);
}

describe('gradient of max pooling', () => {
  test.each<[string, Shape4D, number, number, 'same' | 'valid']>([
    ['windows side by side', [3, 8, 6, 5], 2, 2, 'valid'],
    ['windows side by side and whole blocks of channels', [3, 8, 6, 8], 2, 2, 'valid'],
    ['a row in no window and whole blocks of channels', [257, 5, 6, 4], 2, 2, 'valid'],
    ['a column in no window and whole blocks of channels', [257, 4, 7, 4], 2, 2, 'valid'],
    ['windows of three side by side', [2, 9, 12, 130], 3, 3, 'valid'],
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

  test.each([1, 4])('goes to the first NaN, with %i channels', async (channels) => {
    const each = (numbers: number[]) => numbers.flatMap((value) => Array.from({ length: channels }, () => value));
    const x = each([1, NaN, NaN, 9, -Infinity, -Infinity, -Infinity, -Infinity]);
    const { values } = await run('wasm', () =>
      poolGradient(tf.tensor4d(x, [2, 2, 2, channels]), tf.tensor4d(each([3, 4]), [2, 1, 1, channels]), sideBySide),
    );
    expect(Array.from(values)).toEqual(each([0, 3, 0, 0, 4, 0, 0, 0]));
  });

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
      [[], 130, 129, 131],
      [[257], 3, 2, 10],
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

describe('comparison with one number', () => {
  const kernels = [tf.Equal, tf.NotEqual, tf.Less, tf.LessEqual, tf.Greater, tf.GreaterEqual];

  test.each(kernels)('%s', async (kernel) => {
    for (const shape of [[1], [7], [16], [3, 5, 7], [130, 17]]) {
      const values = new SeededNumbers(sizeOf(shape)).uniform(sizeOf(shape)).map((value) => Math.round(value * 3) / 3);
      values.set([NaN, 0, -0, Infinity, -Infinity].slice(0, values.length));
      for (const b of [0, -1 / 3, NaN, Infinity]) {
        await expectSame(() => runKernel(kernel, { a: tensor(values, shape), b: tf.scalar(b) }, {}));
        await expectSame(() => runKernel(kernel, { a: tensor(values, shape), b: tf.tensor([b]) }, {}));
      }
    }
  });

  test.each(kernels)('%s of other kinds is left to tfjs', async (kernel) => {
    await expectSame(() => runKernel(kernel, { a: tf.tensor1d([1, 2, 3], 'int32'), b: tf.scalar(2, 'int32') }, {}));
    await expectSame(() => runKernel(kernel, { a: tf.scalar(2), b: tf.tensor1d([1, 2, 3]) }, {}));
    await expectSame(() => runKernel(kernel, { a: tf.tensor1d([1, 2, 3]), b: tf.tensor2d([[2]]) }, {}));
  });
});

describe('choice', () => {
  test.each([[[1]], [[4]], [[7]], [[3, 5, 7]], [[257, 130]]])('of shape %j', async (shape) => {
    const random = new SeededNumbers(sizeOf(shape));
    const conditions = random.uniform(sizeOf(shape)).map((value) => (value > 0 ? 1 : 0));
    const [first, second] = [random.uniform(sizeOf(shape)), random.uniform(sizeOf(shape))];
    await expectSame(() => {
      const condition = tf.cast(tensor(conditions, shape), 'bool');
      return runKernel(tf.Select, { condition, t: tensor(first, shape), e: tensor(second, shape) }, {});
    });
  });

  test('of rows, and of whole numbers, is left to tfjs', async () => {
    const condition = () => tf.tensor1d([true, false], 'bool');
    await expectSame(() =>
      runKernel(tf.Select, { condition: condition(), t: tf.ones([2, 4]), e: tf.zeros([2, 4]) }, {}),
    );
    await expectSame(() =>
      runKernel(tf.Select, { condition: condition(), t: tf.ones([2], 'int32'), e: tf.zeros([2], 'int32') }, {}),
    );
  });
});

describe('sum', () => {
  test.each<[number[], number[]]>([
    [[7, 5], [0]],
    [[257, 130], [0]],
    [
      [9, 7, 5, 33],
      [0, 1, 2],
    ],
    [
      [9, 7, 5, 33],
      [1, 0],
    ],
    [[3, 4, 2], [-3]],
    [[1000, 1], [0]],
    [[0, 3], [0]],
    [[3, 0], [0]],
    // What is left to tfjs.
    [[3, 4, 5], [1]],
    [
      [3, 4, 5],
      [0, 2],
    ],
    [
      [3, 4, 5],
      [0, 1, 2],
    ],
    [[3, 4], []],
  ])('of %j over %j', async (shape, axis) => {
    const values = new SeededNumbers(sizeOf(shape)).uniform(sizeOf(shape));
    for (const keepDims of [false, true]) await expectSame(() => tf.sum(tensor(values, shape), axis, keepDims));
  });

  test('of many numbers does not lose the small ones', async () => {
    const { values } = await run('wasm', () => tf.sum(tf.fill([100_000, 4], 0.1), 0));
    expect(Math.abs((values[0] ?? 0) / 10_000 - 1)).toBeLessThan(1e-6);
  });
});

test('a clone shares its memory, and lives on when the other one is freed', async () => {
  await tf.setBackend('wasm');
  const original = tf.tensor1d([1, 2, 3]);
  const clone = tf.clone(original);
  expect(clone.dataId).toBe(original.dataId);
  original.dispose();
  expect(Array.from(await clone.data())).toEqual([1, 2, 3]);
  clone.dispose();
});

test.each([
  [[9, 3], 4],
  [[257, 2, 5], 11],
  [[6], 3],
])('sum of segments, rows of %j into %i', async (shape, segments) => {
  const random = new SeededNumbers(sizeOf(shape));
  const values = random.uniform(sizeOf(shape));
  const ids = Int32Array.from({ length: shape[0] ?? 0 }, () => random.integer(0, segments - 1));
  await expectSame(() => tf.unsortedSegmentSum(tensor(values, shape), tf.tensor1d(ids, 'int32'), segments));
});

test.each<[Shape4D, number, number]>([
  [[3, 8, 6, 5], 2, 2],
  [[2, 9, 8, 3], 3, 2],
  [[1, 7, 7, 70], 3, 1],
])('gradient of average pooling of %j in windows of %i, %i apart', async (input, filterSize, strides) => {
  const random = new SeededNumbers(sizeOf(input));
  const { outShape } = tf.backend_util.computePool2DInfo(input, filterSize, strides, 1, 'valid');
  const [x, dy] = [random.uniform(sizeOf(input)), random.uniform(sizeOf(outShape))];
  await expectSame(() =>
    runKernel(
      tf.AvgPoolGrad,
      { input: tensor(x, input), dy: tensor(dy, outShape) },
      { filterSize, strides, pad: 'valid' },
    ),
  );
});
