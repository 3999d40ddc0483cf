/** Where stock tfjs is wrong on WebGPU, or fails. */
import * as tf from '@tensorflow/tfjs-core';
import type { KernelCase } from './cases.ts';

/** Whole numbers that differ everywhere, from -50 to 50. */
function integers(shape: number[]): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const values = Int32Array.from({ length: size }, (_, index) => ((index * 37) % 101) - 50);
  return tf.tensor(values, shape, 'int32');
}

const positive = (shape: number[]) => tf.greater(integers(shape), 0);

/** Integers that float32 cannot tell apart. */
const large = () => tf.tensor2d([16_777_217, 16_777_216, 3, 16_777_219, 5, -6], [2, 3], 'int32');

function overAxes(name: string, reduce: (x: tf.Tensor, axis: number) => tf.Tensor): KernelCase[] {
  return [0, 1, 2].map((axis) => ({
    name: `${name} of 3x4x5 over axis ${axis}`,
    compute: () => reduce(integers([3, 4, 5]), axis),
  }));
}

/** One after the other: the second length must not take the program of the first. */
function cumulative(length: number): KernelCase[] {
  const shape = [2, length, 3];
  return [true, false].flatMap((exclusive) => [
    {
      name: `sums of ${length} from the end${exclusive ? ', exclusive' : ''}`,
      compute: () => tf.cumsum(tf.mul(integers(shape), 0.01), 1, exclusive, true),
    },
    {
      name: `products of ${length} from the end${exclusive ? ', exclusive' : ''}`,
      compute: () => tf.cumprod(tf.mul(integers(shape), 0.01), 1, exclusive, true),
    },
  ]);
}

const functions = {
  elu: tf.elu,
  exp: tf.exp,
  expm1: tf.expm1,
  log: tf.log,
  log1p: tf.log1p,
  sigmoid: tf.sigmoid,
  softplus: tf.softplus,
};

function functionCases(name: keyof typeof functions): KernelCase[] {
  const compute = functions[name];
  return [
    { name: `${name} of positive numbers`, compute: () => compute(tf.linspace(0.01, 8, 50)) },
    { name: `${name} of NaN`, compute: () => tf.isNaN(compute(tf.tensor1d([NaN, 1, NaN]))) },
  ];
}

type Image = () => tf.Tensor4D;

/** Gradient of windows that overlap and reach over the edge. */
function overlappingPoolGradient(input: Image): tf.Tensor {
  const x = input();
  const output = tf.maxPool(x, [3, 2], [2, 1], 'same');
  const dy = tf.reshape(tf.range(1, output.size + 1), output.shape);
  const attributes = { filterSize: [3, 2], strides: [2, 1], pad: 'same' };
  return tf.engine().runKernel<tf.Tensor>(tf.MaxPoolGrad, { dy, input: x, output }, attributes);
}

const image: readonly [number, number, number, number] = [1, 7, 6, 2];
const distinct: Image = () => tf.cast(tf.reshape<tf.Rank.R4>(integers([...image]), [...image]), 'float32');
/** Its first cells are the largest: the CPU sends the gradient of a tie to the last. */
const falling: Image = () => tf.reshape(tf.range(84, 0, -1), [...image]);

export const correctedCases: readonly KernelCase[] = [
  {
    name: 'integers with their axes in another order',
    compute: () => tf.transpose(integers([2, 3, 4, 5]), [3, 1, 0, 2]),
  },
  {
    name: 'booleans of five axes in another order',
    compute: () => tf.transpose(positive([2, 1, 3, 2, 4]), [4, 2, 0, 3, 1]),
  },
  { name: 'a transposed matrix of large integers', compute: () => tf.transpose(large()) },
  {
    name: 'integers as float32, transposed',
    compute: () => tf.transpose(tf.cast(integers([2, 3, 4]), 'float32'), [2, 0, 1]),
  },
  { name: 'a choice of large integers', compute: () => tf.where(positive([2, 3]), large(), integers([2, 3])) },
  {
    name: 'a choice of numbers of five axes',
    compute: () => tf.where(positive([2, 1, 3, 2, 4]), tf.ones([2, 1, 3, 2, 4]), tf.zeros([2, 1, 3, 2, 4])),
  },
  {
    name: 'a sum of ten tensors',
    compute: () => tf.addN(Array.from({ length: 10 }, (_, term) => tf.fill([3, 5], term))),
  },
  { name: 'a sum of no rows', compute: () => tf.sum(tf.zeros([0, 3]), 0) },
  { name: 'a tensor of five axes, repeated', compute: () => tf.tile(integers([2, 1, 3, 2, 2]), [1, 3, 2, 1, 2]) },
  { name: 'the place of the largest of a vector', compute: () => tf.argMax(integers([7])) },
  { name: 'the place of the smallest of a vector', compute: () => tf.argMin(integers([7])) },
  ...overAxes('argMax', (x, axis) => tf.argMax(x, axis)),
  ...overAxes('all', (x, axis) => tf.all(tf.greater(x, -48), axis)),
  ...overAxes('any', (x, axis) => tf.any(tf.greater(x, 48), axis, true)),
  ...overAxes('max', (x, axis) => tf.max(x, axis)),
  ...overAxes('min', (x, axis) => tf.min(x, axis, true)),
  ...overAxes('sum', (x, axis) => tf.sum(x, axis)),
  ...[3, 5].flatMap(cumulative),
  ...(Object.keys(functions) as (keyof typeof functions)[]).flatMap(functionCases),
  { name: 'logarithms of 0', compute: () => tf.isInf(tf.stack([tf.log(0), tf.log1p(-1)])) },
  { name: 'gradient of overlapping max pooling', compute: () => overlappingPoolGradient(distinct) },
  {
    name: 'gradient of overlapping max pooling, all tied',
    compute: () => overlappingPoolGradient(() => tf.ones([...image])),
    expected: () => overlappingPoolGradient(falling),
  },
];
