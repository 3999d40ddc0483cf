/** Products of matrices and sums over rows, of shapes drawn from a seed: odd ones, long ones, and those of dense layers. */
import * as tf from '@tensorflow/tfjs-core';
import { Mt19937 } from '../../../src/engine/random/mt19937.ts';
import { random, type KernelCase } from './cases.ts';

/** One product: what is multiplied, how it lies in memory, and what is done with it. */
interface Product {
  readonly batch: readonly [a: readonly number[], b: readonly number[]];
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias: boolean;
  readonly relu: boolean;
  readonly reluOutput: boolean;
}

const plain = {
  batch: [[], []],
  transposeA: false,
  transposeB: false,
  bias: false,
  relu: false,
  reluOutput: false,
} as const;

function caseOf(product: Product): KernelCase {
  const { rows, inner, columns, transposeA, transposeB, relu } = product;
  const [batchOfA, batchOfB] = product.batch;
  const operands = () => ({
    a: random([...batchOfA, ...(transposeA ? [inner, rows] : [rows, inner])], 1),
    b: random([...batchOfB, ...(transposeB ? [columns, inner] : [inner, columns])], 2),
  });
  const [a, b] = [batchOfA, batchOfB].map((shape) => (shape.length > 0 ? `${shape.join('x')} times ` : ''));
  const isFused = product.bias || relu;
  const kernel = isFused ? tf._FusedMatMul : tf.BatchMatMul;
  const attributes = { transposeA, transposeB, ...(isFused && { activation: relu ? 'relu' : 'linear' }) };
  const bias = () => (product.bias ? { bias: random([columns], 3) } : {});
  const result = (extra: tf.NamedTensorMap) =>
    tf.engine().runKernel<tf.Tensor>(kernel, { ...operands(), ...bias(), ...extra }, attributes);
  const reluOutput = () => tf.relu(random([...(batchOfA.length > 0 ? batchOfA : batchOfB), rows, columns], 4));
  const flags = (['transposeA', 'transposeB', 'bias', 'relu', 'reluOutput'] as const).filter((flag) => product[flag]);
  return {
    name: `product ${a}${rows}x${inner}, ${b}${inner}x${columns} ${flags.join(' ')}`,
    compute: () => result(product.reluOutput ? { reluOutput: reluOutput() } : {}),
    // The CPU's kernel knows no input of ours.
    expected: () => (product.reluOutput ? tf.where(tf.greater(reluOutput(), 0), result({}), 0) : result({})),
  };
}

/**
 * Products of 1 to 300 rows, columns and numbers a sum, among them every way to lie in memory. Each is a shader of its
 * own, and compiling them is what takes the time.
 */
function randomProducts(count: number): Product[] {
  const generator = new Mt19937(20);
  const upTo = (most: number) => 1 + (generator.nextUint32() % most);
  const size = () => (upTo(2) === 1 ? 4 * upTo(75) : upTo(300));
  return Array.from({ length: count }, (_, index) => ({
    ...plain,
    batch: index % 5 === 3 ? [[3], [3]] : [[], []],
    rows: size(),
    inner: size(),
    columns: size(),
    transposeA: index % 2 === 1,
    transposeB: index % 4 > 1,
  }));
}

/** A dense layer's product and the two of its gradient. */
function denseProducts(batch: number, inputs: number, outputs: number): Product[] {
  return [
    { ...plain, rows: batch, inner: inputs, columns: outputs, bias: true, relu: true },
    { ...plain, rows: inputs, inner: batch, columns: outputs, transposeA: true },
    { ...plain, rows: batch, inner: outputs, columns: inputs, transposeB: true, reluOutput: true },
  ];
}

function columnSum(shape: number[], axes: number[], keepDims: boolean): KernelCase {
  return {
    name: `sum ${shape.join('x')} over ${axes.join(', ')}${keepDims ? ', axes kept' : ''}`,
    compute: () => tf.sum(random(shape, 5), axes, keepDims),
  };
}

export const matmulCases: readonly KernelCase[] = [
  ...randomProducts(12).map(caseOf),
  ...denseProducts(32, 100, 10).map(caseOf),
  ...denseProducts(257, 33, 64).map(caseOf),
  ...denseProducts(1, 12, 4).map(caseOf),
  caseOf({ ...plain, rows: 1, inner: 1, columns: 1, bias: true }),
  // Sums in parts, with what follows them.
  caseOf({ ...plain, rows: 32, inner: 4000, columns: 10, bias: true, relu: true, reluOutput: true }),
  caseOf({ ...plain, rows: 5, inner: 1023, columns: 12, transposeA: true, transposeB: true }),
  caseOf({
    ...plain,
    batch: [
      [2, 2],
      [2, 2],
    ],
    rows: 3,
    inner: 515,
    columns: 8,
    bias: true,
  }),
  // One matrix for all of a batch.
  caseOf({ ...plain, batch: [[4], [1]], rows: 9, inner: 12, columns: 12 }),
  caseOf({ ...plain, batch: [[1], [4]], rows: 9, inner: 12, columns: 8, transposeB: true }),
  // Enough of it for the larger tiles in workgroup memory.
  caseOf({ ...plain, rows: 510, inner: 37, columns: 514, transposeA: true }),
  columnSum([32, 10], [0], false),
  columnSum([257, 10], [0], true),
  columnSum([2, 31, 17, 3], [0, 1, 2], false),
  columnSum([3, 5, 6, 2], [0, 1], true),
  columnSum([1000, 12], [0], false),
  columnSum([4099, 1], [0], false),
];

const bitsOf = async (tensor: tf.Tensor): Promise<string> => {
  const values = new Uint32Array(Float32Array.from(await tensor.data()).buffer);
  tensor.dispose();
  return values.join();
};

/**
 * How many different results a product of long sums has in 20 runs, bit for bit: x [32, 4000] times w [4000, 10]. The
 * parts of its sums are added up by invocations that end in any order.
 */
export async function countResultsOfLongSums(): Promise<number> {
  const [x, w] = [random([32, 4000], 6), random([4000, 10], 7)];
  const results = new Set<string>();
  for (let run = 0; run < 20; run++) results.add(await bitsOf(tf.matMul(x, w)));
  tf.dispose([x, w]);
  return results.size;
}
