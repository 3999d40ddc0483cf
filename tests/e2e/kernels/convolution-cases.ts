/** Convolutions and their gradients of random geometry: odd sizes, strides, paddings, channels in any number. */
import * as tf from '@tensorflow/tfjs-core';
import { Mt19937 } from '../../../src/engine/random/mt19937.ts';
import type { KernelCase } from './cases.ts';

type Shape4D = [number, number, number, number];
type Padding = 'same' | 'valid' | tf.backend_util.ExplicitPadding;

interface Geometry {
  readonly input: Shape4D;
  readonly filter: Shape4D;
  readonly stride: [number, number];
  readonly pad: Padding;
  /** Also tells random data of one case from that of another. */
  readonly index: number;
}

/** Products of one case: tfjs's CPU backend is slow. */
const MOST_PRODUCTS = 1_000_000;
const RANDOM_GEOMETRIES = 14;

/** Batches, channels and strides at their ends, which random choice may miss. */
const extremes: readonly Omit<Geometry, 'index'>[] = [
  { input: [257, 3, 4, 2], filter: [2, 3, 2, 5], stride: [1, 1], pad: 'valid' },
  { input: [1, 5, 6, 130], filter: [3, 3, 130, 3], stride: [2, 1], pad: 'same' },
  { input: [2, 5, 5, 3], filter: [3, 3, 3, 130], stride: [1, 1], pad: 'same' },
  { input: [3, 10, 11, 8], filter: [2, 2, 8, 36], stride: [3, 3], pad: 'valid' },
  { input: [5, 9, 8, 20], filter: [3, 3, 20, 40], stride: [1, 1], pad: 'valid' },
  { input: [1, 1, 1, 1], filter: [1, 1, 1, 1], stride: [1, 1], pad: 'valid' },
];

function randomGeometries(): Omit<Geometry, 'index'>[] {
  const generator = new Mt19937(4);
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[generator.nextUint32() % values.length] ?? values[0];
  const channels = [1, 2, 3, 4, 5, 7, 8, 12, 16, 31, 33, 64] as const;
  const geometries: Omit<Geometry, 'index'>[] = [];
  while (geometries.length < RANDOM_GEOMETRIES) {
    const input: Shape4D = [pick([1, 2, 3, 7, 32]), pick([3, 5, 8, 13]), pick([3, 6, 9, 11]), pick(channels)];
    const filter: Shape4D = [pick([1, 2, 3, 5]), pick([1, 3, 4]), input[3], pick(channels)];
    const [rows, columns] = [pick([0, 1, 2]), pick([0, 1, 3])];
    const explicit: Padding = [
      [0, 0],
      [rows, 1],
      [1, columns],
      [0, 0],
    ];
    const pad = pick<Padding>(['same', 'valid', explicit]);
    const stride: [number, number] = [pick([1, 1, 2, 3]), pick([1, 1, 2, 3])];
    const fits = pad !== 'valid' || (filter[0] <= input[1] && filter[1] <= input[2]);
    if (fits && productsOf({ input, filter, stride, pad }) < MOST_PRODUCTS)
      geometries.push({ input, filter, stride, pad });
  }
  return geometries;
}

function outputShape({ input, filter, stride, pad }: Omit<Geometry, 'index'>): Shape4D {
  return tf.backend_util.computeConv2DInfo(input, filter, stride, 1, pad, 'floor').outShape;
}

function productsOf(geometry: Omit<Geometry, 'index'>): number {
  const [height, width, inputs] = geometry.filter;
  return tf.util.sizeFromShape(outputShape(geometry)) * height * width * inputs;
}

/** Uniform in [-1, 1), the same numbers at each call. */
function random<Rank extends tf.Rank>(shape: tf.ShapeMap[Rank], seed: number): tf.Tensor<Rank> {
  const generator = new Mt19937(seed);
  const values = Array.from({ length: tf.util.sizeFromShape(shape) }, () => generator.nextUint32() / 2 ** 31 - 1);
  return tf.tensor<Rank>(values, shape, 'float32');
}

function describe({ input, filter, stride, pad }: Geometry): string {
  const padding = typeof pad === 'string' ? pad : JSON.stringify(pad.slice(1, 3));
  return `${input.join('x')} by ${filter.join('x')}, strides ${stride.join(' and ')}, ${padding}`;
}

function attributesOf({ stride, pad }: Geometry) {
  return { strides: stride, pad, dataFormat: 'NHWC', dilations: [1, 1], dimRoundingMode: 'floor' };
}

/** One of: plain, with a bias, with a relu, with both. */
function forward(geometry: Geometry): KernelCase {
  const { input, filter, index } = geometry;
  const [isBias, isRelu] = [index % 2 === 1, index % 4 > 1];
  return {
    name: `convolution of ${describe(geometry)}${isBias ? ', bias' : ''}${isRelu ? ', relu' : ''}`,
    compute: () => {
      const inputs = { x: random<tf.Rank.R4>(input, index), filter: random<tf.Rank.R4>(filter, 100 + index) };
      if (!isBias && !isRelu) return tf.engine().runKernel<tf.Tensor>(tf.Conv2D, inputs, { ...attributesOf(geometry) });
      const bias = isBias ? { bias: random<tf.Rank.R1>([filter[3]], 200 + index) } : {};
      const attributes = { ...attributesOf(geometry), activation: isRelu ? 'relu' : 'linear' };
      return tf.engine().runKernel<tf.Tensor>(tf.FusedConv2D, { ...inputs, ...bias }, attributes);
    },
  };
}

/** Of every other geometry, masked by the output of a relu, which the CPU's kernel does not know. */
function inputGradient(geometry: Geometry): KernelCase {
  const { input, filter, index } = geometry;
  const isMasked = index % 2 === 0;
  const inputs = () => ({ dy: random(outputShape(geometry), 300 + index), filter: random(filter, 400 + index) });
  const attributes = { ...attributesOf(geometry), inputShape: input };
  const reluOutput = () => tf.relu(random(input, 500 + index));
  const run = (extra: tf.NamedTensorMap) =>
    tf.engine().runKernel<tf.Tensor>(tf.Conv2DBackpropInput, { ...inputs(), ...extra }, attributes);
  return {
    name: `input gradient of ${describe(geometry)}${isMasked ? ', relu' : ''}`,
    compute: () => run(isMasked ? { reluOutput: reluOutput() } : {}),
    expected: () => (isMasked ? tf.mul(run({}), tf.step(reluOutput())) : run({})),
  };
}

function filterGradient(geometry: Geometry): KernelCase {
  const { input, filter, index } = geometry;
  return {
    name: `filter gradient of ${describe(geometry)}`,
    compute: () => {
      const inputs = { x: random(input, 600 + index), dy: random(outputShape(geometry), 700 + index) };
      const attributes = { ...attributesOf(geometry), filterShape: filter };
      return tf.engine().runKernel<tf.Tensor>(tf.Conv2DBackpropFilter, inputs, attributes);
    },
  };
}

export const convolutionCases: readonly KernelCase[] = [...extremes, ...randomGeometries()]
  .map((geometry, index) => ({ ...geometry, index }))
  .flatMap((geometry) => [forward(geometry), inputGradient(geometry), filterGradient(geometry)]);
