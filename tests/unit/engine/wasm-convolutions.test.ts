/** Convolutions on WASM and their gradients, held against tfjs's CPU backend. */
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectSame, runKernel, sizeOf, tensor, type Shape4D } from '../support/kernel-runs.ts';
import { SeededNumbers } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

type Padding = 'same' | 'valid' | tf.backend_util.ExplicitPadding;

interface Convolution {
  readonly input: Shape4D;
  /** Of a depthwise one, the last number is that of results a channel. */
  readonly filter: Shape4D;
  readonly strides: [number, number];
  readonly pad: Padding;
}

/**
 * Shapes that follow from a seed: odd sizes, filters that are no squares, strides 1 to 3, up to 130 channels and 257
 * images, not all of them many at once.
 */
function convolution(seed: number, results: (random: SeededNumbers) => number): Convolution {
  const random = new SeededNumbers(seed);
  const many = random.integer(0, 5);
  const inChannels = many === 0 ? random.integer(33, 130) : random.integer(1, 20);
  const side = () => random.integer(5, many < 2 ? 7 : 13);
  const stride = random.integer(1, 3);
  return {
    input: [many === 2 ? random.integer(65, 257) : random.integer(1, 9), side(), side(), inChannels],
    filter: [random.integer(1, 4), random.integer(1, 4), inChannels, many === 1 ? 97 : results(random)],
    strides: random.integer(0, 4) === 0 ? [stride, 1] : [stride, stride],
    pad: random.integer(0, 1) === 0 ? 'same' : 'valid',
  };
}

const convolutions: Convolution[] = [
  { input: [2, 7, 9, 1], filter: [3, 3, 1, 1], strides: [1, 1], pad: 'valid' },
  { input: [1, 5, 5, 130], filter: [3, 3, 130, 129], strides: [1, 1], pad: 'valid' },
  { input: [257, 5, 4, 3], filter: [3, 3, 3, 10], strides: [1, 1], pad: 'same' },
  { input: [9, 9, 7, 3], filter: [5, 3, 3, 8], strides: [1, 1], pad: 'same' },
  { input: [3, 11, 13, 4], filter: [3, 2, 4, 5], strides: [3, 2], pad: 'same' },
  // The last row and column of the input lie in no window.
  { input: [2, 8, 8, 5], filter: [3, 3, 5, 4], strides: [2, 2], pad: 'valid' },
  // A filter as large as the image.
  { input: [4, 4, 4, 6], filter: [4, 4, 6, 7], strides: [1, 1], pad: 'valid' },
  // A filter smaller than the stride: some pixels are in no window.
  { input: [2, 9, 9, 4], filter: [1, 2, 4, 6], strides: [3, 3], pad: 'valid' },
  // Windows that see nothing but padding.
  {
    input: [2, 4, 5, 3],
    filter: [2, 2, 3, 20],
    strides: [1, 1],
    pad: [
      [0, 0],
      [3, 1],
      [0, 4],
      [0, 0],
    ],
  },
  ...Array.from({ length: 16 }, (_, seed) => convolution(seed + 1, (random) => random.integer(1, 20))),
];

const depthwise: Convolution[] = [
  { input: [2, 7, 9, 1], filter: [3, 3, 1, 1], strides: [1, 1], pad: 'valid' },
  { input: [1, 5, 6, 130], filter: [3, 3, 130, 1], strides: [1, 1], pad: 'same' },
  { input: [257, 5, 4, 3], filter: [3, 3, 3, 2], strides: [1, 1], pad: 'same' },
  { input: [3, 11, 13, 6], filter: [3, 2, 6, 3], strides: [3, 3], pad: 'same' },
  ...(Array.from({ length: 10 }, (_, seed) => {
    const { strides, ...rest } = convolution(seed + 101, (random) => random.integer(1, 3));
    return {
      ...rest,
      filter: [...rest.filter.slice(0, 3), (seed % 3) + 1] as Shape4D,
      strides: [strides[0], strides[0]],
    };
  }) as Convolution[]),
];

function describeConvolution({ input, filter, strides, pad }: Convolution): string {
  const padding = typeof pad === 'string' ? pad : JSON.stringify(pad.slice(1, 3));
  return `${input.join('x')} with ${filter.slice(0, 2).join('x')} to ${filter[3]}, stride ${strides.join('x')}, ${padding}`;
}

function casesOf(settings: readonly Convolution[], isDepthwise: boolean) {
  return settings.map((convolution, index) => {
    const { input, filter, strides, pad } = convolution;
    const { outShape } = tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad, 'floor', isDepthwise);
    const attributes = { strides, pad, dataFormat: 'NHWC', dimRoundingMode: 'floor', dilations: [1, 1] };
    const random = new SeededNumbers(1_000 + index);
    const values = {
      x: random.uniform(sizeOf(input)),
      filter: random.uniform(sizeOf(filter)),
      bias: random.uniform(filter[3]),
      dy: random.uniform(sizeOf(outShape)),
    };
    return [describeConvolution(convolution), { ...convolution, outShape, attributes, values }] as const;
  });
}

describe.each(casesOf(convolutions, false))('convolution %s', (_, { input, filter, outShape, attributes, values }) => {
  const operands = () => ({ x: tensor(values.x, input), filter: tensor(values.filter, filter) });
  const dy = () => tensor(values.dy, outShape);

  test('itself', () => expectSame(() => runKernel(tf.Conv2D, operands(), attributes)));

  test('with a bias', () =>
    expectSame(() => {
      const bias = tf.tensor1d(values.bias);
      return runKernel(tf.FusedConv2D, { ...operands(), bias }, { ...attributes, activation: 'linear' });
    }));

  test('gradient of the filter', () =>
    expectSame(() =>
      runKernel(tf.Conv2DBackpropFilter, { x: operands().x, dy: dy() }, { ...attributes, filterShape: filter }),
    ));

  test('gradient of the input', () =>
    expectSame(() =>
      runKernel(tf.Conv2DBackpropInput, { dy: dy(), filter: operands().filter }, { ...attributes, inputShape: input }),
    ));
});

describe.each(casesOf(depthwise, true))('by channels %s', (_, { input, filter, outShape, attributes, values }) => {
  const x = () => tensor(values.x, input);
  const weights = () => tensor(values.filter, filter);
  const dy = () => tensor(values.dy, outShape);

  test('itself', () =>
    expectSame(() => runKernel(tf.DepthwiseConv2dNative, { x: x(), filter: weights() }, attributes)));

  test('gradient of the filter', () =>
    expectSame(() =>
      runKernel(tf.DepthwiseConv2dNativeBackpropFilter, { x: x(), dy: dy() }, { ...attributes, filterShape: filter }),
    ));

  test('gradient of the input', () =>
    expectSame(() =>
      runKernel(
        tf.DepthwiseConv2dNativeBackpropInput,
        { dy: dy(), filter: weights() },
        { ...attributes, inputShape: input },
      ),
    ));
});

describe('a filter that has changed in place', () => {
  test.each([
    ['convolution', tf.Conv2D],
    ['convolution by channels', tf.DepthwiseConv2dNative],
  ])('is used as it is now by a %s', async (_, kernel) => {
    await tf.setBackend('wasm');
    const filter = tf.ones([1, 1, 1, 1]);
    const x = tf.ones([1, 2, 2, 1]);
    const attributes = { strides: 1, pad: 'valid', dataFormat: 'NHWC', dilations: 1 };
    const result = async () => Array.from(await runKernel(kernel, { x, filter }, attributes).data());
    expect(await result()).toEqual([1, 1, 1, 1]);
    const backend = tf.backend();
    if (!(backend instanceof BackendWasm)) expect.fail('The backend is not WASM.');
    backend.typedArrayFromHeap(filter).fill(5);
    expect(await result()).toEqual([5, 5, 5, 5]);
  });
});
