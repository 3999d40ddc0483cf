/** Kernels on tfjs's backends, held against those of its CPU backend, which are slow and plain. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { expectClose } from './numbers.ts';

export type Shape4D = [number, number, number, number];

export interface KernelRun {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

const TOLERANCE = 3e-6;

/** Runs what `compute` computes, and sees to it that no other tensor is left. */
export async function run(backend: 'wasm' | 'cpu', compute: () => tf.Tensor): Promise<KernelRun> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const output = tf.tidy(compute);
  const values = await output.data();
  output.dispose();
  expect(tf.memory().numTensors, 'tensors after the kernel').toBe(before);
  return { shape: output.shape, values };
}

/** Holds what WASM computes against what the CPU backend computes. */
export async function expectSame(compute: () => tf.Tensor, tolerance = TOLERANCE): Promise<void> {
  const expected = await run('cpu', compute);
  const actual = await run('wasm', compute);
  expect(actual.shape).toEqual(expected.shape);
  expectClose(actual.values, expected.values, tolerance);
}

export function tensor(values: Float32Array, shape: readonly number[]): tf.Tensor {
  return tf.tensor(values, [...shape], 'float32');
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

export function runKernel(name: string, inputs: tf.NamedTensorMap, attributes: tf.NamedAttrMap): tf.Tensor {
  return tf.engine().runKernel<tf.Tensor>(name, inputs, attributes);
}
