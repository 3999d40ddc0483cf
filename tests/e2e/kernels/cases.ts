/** What the kernels are compared on: small shapes with odd sizes, on data that differs everywhere. */
import * as tf from '@tensorflow/tfjs-core';
import { averagePoolGradient } from '../../../src/engine/average-pool-gradient.ts';
import * as convolutions from '../../../src/engine/convolution.ts';
import { cellsAt, padded, positionsIn, spreadCells, type Pooling } from '../../../src/engine/pooling.ts';
import { Mt19937 } from '../../../src/engine/random/mt19937.ts';
import { randomPermutation } from '../../../src/engine/random/permutation.ts';

export interface KernelCase {
  readonly name: string;
  /** Runs on whichever backend is active. */
  readonly compute: () => tf.Tensor;
  /** What the CPU computes instead, where it is wrong on the same. */
  readonly expected?: () => tf.Tensor;
}

type Shape4D = [number, number, number, number];
type Padding = 'same' | 'valid';

/** Uniform in [-1, 1), the same numbers at each call. */
export function random<Rank extends tf.Rank>(shape: tf.ShapeMap[Rank], seed: number): tf.Tensor<Rank> {
  const generator = new Mt19937(seed);
  const values = Float32Array.from(
    { length: tf.util.sizeFromShape(shape) },
    () => generator.nextUint32() / 2 ** 31 - 1,
  );
  return tf.tensor(values, shape);
}

/** The same bytes at each call. */
export function bytes(count: number, seed: number): Uint8Array {
  const generator = new Mt19937(seed);
  return Uint8Array.from({ length: count }, () => generator.nextUint32() >>> 24);
}

/** Numbers in [-1, 1) of which no two are equal: where maxima tie, the CPU backend sends a gradient to the last. */
function distinct(shape: Shape4D, seed: number): tf.Tensor4D {
  const size = tf.util.sizeFromShape(shape);
  const order = randomPermutation(size, new Mt19937(seed));
  return tf.tensor(
    Float32Array.from(order, (rank) => (2 * rank) / size - 1),
    shape,
  );
}

function forward(
  input: Shape4D,
  filters: number,
  stride: number,
  pad: Padding,
  bias: boolean,
  activation: 'linear' | 'relu',
): KernelCase {
  const extras = `${bias ? ', bias' : ''}${activation === 'relu' ? ', relu' : ''}`;
  return {
    name: `convolution ${input.join('x')} to ${filters}, stride ${stride}, ${pad}${extras}`,
    compute: () => {
      const x = random<tf.Rank.R4>(input, 1);
      const filter = random<tf.Rank.R4>([3, 3, input[3], filters], 2);
      if (!bias && activation === 'linear') return tf.conv2d(x, filter, stride, pad);
      const vector = bias ? { bias: random<tf.Rank.R1>([filters], 3) } : {};
      return tf.fused.conv2d({ x, filter, strides: stride, pad, activation, ...vector });
    },
  };
}

function filterGradient(input: Shape4D, filters: number, stride: number, pad: Padding): KernelCase {
  return {
    name: `filter gradient ${input.join('x')} to ${filters}, stride ${stride}, ${pad}`,
    compute: () => {
      const filterShape: Shape4D = [5, 3, input[3], filters];
      const { outShape } = tf.backend_util.computeConv2DInfo(input, filterShape, stride, 1, pad);
      const inputs = { x: random(input, 4), dy: random(outShape, 5) };
      const attributes = { strides: stride, pad, dataFormat: 'NHWC', filterShape };
      return tf.engine().runKernel<tf.Tensor>(tf.Conv2DBackpropFilter, inputs, attributes);
    },
  };
}

function inputGradient(input: Shape4D, filters: number, stride: number, pad: Padding): KernelCase {
  return {
    name: `input gradient ${input.join('x')} to ${filters}, stride ${stride}, ${pad}`,
    compute: () => {
      const filterShape: Shape4D = [5, 3, input[3], filters];
      const { outShape } = tf.backend_util.computeConv2DInfo(input, filterShape, stride, 1, pad);
      const inputs = { dy: random(outShape, 6), filter: random(filterShape, 7) };
      const attributes = { strides: stride, pad, dataFormat: 'NHWC', inputShape: input };
      return tf.engine().runKernel<tf.Tensor>(tf.Conv2DBackpropInput, inputs, attributes);
    },
  };
}

function maxPool(input: Shape4D, size: number, stride: number): KernelCase {
  return {
    name: `max pooling ${input.join('x')}, ${size} by ${stride}`,
    compute: () => tf.maxPool(random<tf.Rank.R4>(input, 8), size, stride, 'valid'),
  };
}

function maxPoolGradient(input: Shape4D, size: number): KernelCase {
  return {
    name: `max pooling gradient ${input.join('x')}, ${size}`,
    compute: () => gradientOfMaxPool(distinct(input, 9), size),
  };
}

/** Every window holds its maximum everywhere, and the first place counts; on the CPU it is alone there. */
function tiedMaxPoolGradient(input: Shape4D, size: number): KernelCase {
  const last = tf.util.sizeFromShape(input);
  return {
    name: `max pooling gradient ${input.join('x')}, ${size}, all tied`,
    compute: () => gradientOfMaxPool(tf.ones(input), size),
    expected: () => gradientOfMaxPool(tf.reshape(tf.range(last, 0, -1), input), size),
  };
}

function gradientOfMaxPool(x: tf.Tensor4D, size: number): tf.Tensor {
  const output = tf.maxPool(x, size, size, 'valid');
  const attributes = { filterSize: size, strides: size, pad: 'valid' };
  const dy = random(output.shape, 10);
  return tf.engine().runKernel<tf.Tensor>(tf.MaxPoolGrad, { dy, input: x, output }, attributes);
}

function columnSum(shape: number[], axes: number[], keepDims = false): KernelCase {
  return {
    name: `sum ${shape.join('x')} over ${axes.join(', ')}${keepDims ? ', axes kept' : ''}`,
    compute: () => tf.sum(random(shape, 11), axes, keepDims),
  };
}

function addition(shape: number[], other: number[]): KernelCase {
  return {
    name: `addition ${shape.join('x')} + ${other.join('x')}`,
    compute: () => tf.add(random(shape, 12), random(other, 13)),
  };
}

function product(rows: number, inner: number, columns: number, transposeA: boolean, transposeB: boolean): KernelCase {
  return {
    name: `product ${rows}x${inner}x${columns}${transposeA ? ', left transposed' : ''}${transposeB ? ', right transposed' : ''}`,
    compute: () =>
      tf.matMul(
        random(transposeA ? [inner, rows] : [rows, inner], 14),
        random(transposeB ? [columns, inner] : [inner, columns], 15),
        transposeA,
        transposeB,
      ),
  };
}

function dense(rows: number, inner: number, columns: number, activation: 'linear' | 'relu'): KernelCase {
  return {
    name: `dense ${rows}x${inner}x${columns}, ${activation}`,
    compute: () => {
      const [a, b] = [random<tf.Rank.R2>([rows, inner], 16), random<tf.Rank.R2>([inner, columns], 17)];
      return tf.fused.matMul({ a, b, bias: random<tf.Rank.R1>([columns], 18), activation });
    },
  };
}

/** Steps, padding of different widths, spread filters and groups, alone and together. */
const geometries: Readonly<Record<string, convolutions.Convolution>> = {
  'stride 2': {
    stride: [2, 2],
    padding: [
      [0, 0],
      [0, 0],
    ],
    dilation: [1, 1],
    groups: 1,
  },
  'uneven padding': {
    stride: [1, 1],
    padding: [
      [0, 1],
      [2, 1],
    ],
    dilation: [1, 1],
    groups: 1,
  },
  'stride and padding': {
    stride: [2, 3],
    padding: [
      [1, 1],
      [1, 1],
    ],
    dilation: [1, 1],
    groups: 1,
  },
  dilation: {
    stride: [1, 1],
    padding: [
      [2, 2],
      [0, 0],
    ],
    dilation: [2, 3],
    groups: 1,
  },
  groups: {
    stride: [1, 1],
    padding: [
      [1, 1],
      [1, 1],
    ],
    dilation: [1, 1],
    groups: 2,
  },
  'groups, stride and dilation': {
    stride: [2, 1],
    padding: [
      [1, 1],
      [0, 0],
    ],
    dilation: [2, 1],
    groups: 4,
  },
  'padding beyond the filter': {
    stride: [1, 1],
    padding: [
      [3, 3],
      [3, 3],
    ],
    dilation: [1, 1],
    groups: 1,
  },
};

/** A convolution of images 2x9x10 with 8 channels to 16, and its gradients. */
function convolutionCases(name: string, convolution: convolutions.Convolution): KernelCase[] {
  const filterShape: Shape4D = [3, 3, 8 / convolution.groups, 16];
  const [x, filter] = [() => random<tf.Rank.R4>([2, 9, 10, 8], 19), () => random<tf.Rank.R4>(filterShape, 20)];
  const output = (bias: tf.Tensor1D | null) => convolutions.convolve(x(), filter(), bias, convolution);
  const gradient = () => random<tf.Rank.R4>(output(null).shape, 21);
  return [
    { name: `convolution with ${name}`, compute: () => output(random<tf.Rank.R1>([16], 22)) },
    {
      name: `input gradient with ${name}`,
      compute: () => convolutions.inputGradient([2, 9, 10, 8], gradient(), filter(), convolution),
    },
    {
      name: `filter gradient with ${name}`,
      compute: () => convolutions.filterGradient(x(), gradient(), filterShape, convolution),
    },
  ];
}

/** Windows that overlap, are spread, and reach over the border. */
const overlapping: Pooling = {
  kernel: [3, 2],
  stride: [2, 1],
  dilation: [1, 2],
  padding: [
    [1, 1],
    [0, 0],
  ],
  output: [4, 6],
};

const cellsOfWindows: KernelCase = {
  name: 'cells of overlapping windows',
  compute: () => {
    const image = padded(random<tf.Rank.R4>([2, 7, 8, 3], 23), overlapping, -5);
    return tf.stack(positionsIn(overlapping).map((position) => cellsAt(image, position, overlapping)));
  },
};

const spreadWindows: KernelCase = {
  name: 'cells put back from overlapping windows',
  compute: () => {
    const parts = positionsIn(overlapping).map((_, index) => random<tf.Rank.R4>([2, 4, 6, 3], 24 + index));
    return spreadCells(parts, [2, 7, 8, 3], overlapping);
  },
};

function averageGradient(size: number, stride: number): KernelCase {
  return {
    name: `average pooling gradient, ${size} by ${stride}`,
    compute: () => {
      const { shape } = tf.avgPool(tf.zeros<tf.Rank.R4>([2, 7, 8, 3]), size, stride, 'valid');
      return averagePoolGradient(random<tf.Rank.R4>(shape, 30), [2, 7, 8, 3], [size, size], [stride, stride]);
    },
  };
}

export const kernelCases: readonly KernelCase[] = [
  forward([2, 7, 9, 3], 8, 1, 'valid', false, 'linear'),
  forward([3, 7, 9, 8], 20, 1, 'same', true, 'relu'),
  forward([1, 9, 8, 12], 4, 2, 'valid', true, 'linear'),
  forward([2, 8, 7, 3], 32, 2, 'same', false, 'relu'),
  forward([2, 6, 6, 5], 6, 1, 'valid', true, 'relu'),
  filterGradient([2, 7, 9, 3], 4, 1, 'valid'),
  filterGradient([3, 8, 7, 8], 20, 1, 'same'),
  filterGradient([2, 9, 7, 12], 32, 2, 'valid'),
  filterGradient([2, 9, 8, 3], 32, 2, 'same'),
  filterGradient([1, 7, 7, 12], 20, 1, 'valid'),
  filterGradient([5, 5, 5, 2], 6, 1, 'valid'),
  inputGradient([2, 7, 9, 8], 12, 1, 'valid'),
  inputGradient([2, 7, 8, 12], 4, 1, 'same'),
  inputGradient([1, 7, 7, 3], 8, 1, 'valid'),
  inputGradient([1, 9, 9, 8], 8, 2, 'same'),
  maxPool([2, 7, 9, 8], 2, 2),
  maxPool([2, 9, 7, 12], 3, 2),
  maxPool([2, 6, 6, 3], 2, 2),
  maxPoolGradient([2, 7, 9, 8], 2),
  maxPoolGradient([3, 8, 5, 3], 2),
  maxPoolGradient([2, 8, 10, 12], 3),
  tiedMaxPoolGradient([2, 5, 6, 8], 2),
  tiedMaxPoolGradient([2, 6, 5, 3], 2),
  columnSum([5, 12], [0]),
  columnSum([3, 11, 13, 8], [0, 1, 2]),
  columnSum([3, 5, 8], [0, 1], true),
  columnSum([6, 7], [0]),
  columnSum([6, 8], [1]),
  addition([5, 12], [12]),
  addition([2, 3, 5, 8], [8]),
  addition([5, 7], [7]),
  addition([5, 8], [5, 8]),
  product(7, 5, 12, false, false),
  product(9, 8, 20, true, false),
  product(3, 6, 8, false, true),
  product(5, 7, 9, true, true),
  dense(9, 8, 20, 'relu'),
  dense(4, 9, 8, 'linear'),
  dense(4, 8, 10, 'linear'),
  ...Object.entries(geometries).flatMap(([name, geometry]) => convolutionCases(name, geometry)),
  cellsOfWindows,
  spreadWindows,
  averageGradient(2, 2),
  averageGradient(3, 2),
];
