import { tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { BatchDataset } from '../../../src/keras/batch-dataset.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

/** The indices of each batch of one iteration. */
async function iterate(dataset: BatchDataset): Promise<number[][]> {
  const iterator = await dataset.iterator();
  const batches: number[][] = [];
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    batches.push([...(await next.value.xs.data())]);
  }
  return batches;
}

const toBatch = (indices: Uint32Array) => ({ xs: tensor1d([...indices]), ys: tensor1d([...indices]) });

test('goes through all samples in batches, the last one smaller, in each iteration', async () => {
  const dataset = new BatchDataset(5, 2, toBatch);
  expect(dataset.size).toBe(3);
  expect(await iterate(dataset)).toEqual([[0, 1], [2, 3], [4]]);
  expect(await iterate(dataset)).toEqual([[0, 1], [2, 3], [4]]);
});

test('takes a new order for each iteration', async () => {
  const orders = [Uint32Array.of(2, 0, 1), Uint32Array.of(1, 2, 0)];
  const dataset = new BatchDataset(3, 2, toBatch, () => orders.shift() ?? Uint32Array.of());
  expect(await iterate(dataset)).toEqual([[2, 0], [1]]);
  expect(await iterate(dataset)).toEqual([[1, 2], [0]]);
});
