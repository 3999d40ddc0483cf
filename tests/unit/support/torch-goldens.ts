/** What real PyTorch computes: the files that tests/judges/make_torch_goldens.py writes. */
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { expectClose } from './numbers.ts';

/** A tensor of PyTorch: its values row by row. */
export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

type GoldenTensors = Readonly<Record<string, GoldenTensor>>;

interface RandomGoldens {
  readonly uniform: GoldenTensor;
  readonly rand: GoldenTensor;
  readonly randperm: readonly (readonly number[])[];
  readonly randAfterRandperm: GoldenTensor;
  readonly randOfLargestSeed: GoldenTensor;
  readonly linear: GoldenTensors;
  readonly conv2d: GoldenTensors;
  readonly loaderOrders: Readonly<Record<'defaultGenerator' | 'ownGenerator', readonly (readonly number[])[]>>;
  readonly randAfterLoaders: GoldenTensor;
}

export interface OperationGolden {
  readonly inputs: GoldenTensors;
  readonly output: GoldenTensor;
  /** The gradient that came in at the output. */
  readonly outputGradient: GoldenTensor;
  readonly gradients: GoldenTensors;
}

type OperationName =
  | 'conv2d'
  | 'linear'
  | 'maxPool2d'
  | 'maxPool2dOf3'
  | 'relu'
  | 'flatten'
  | 'crossEntropy'
  | 'crossEntropyOfLargeLogits';

interface GoldenBatch {
  readonly images: GoldenTensor;
  readonly labels: GoldenTensor;
}

export interface TrainingGolden {
  readonly initial: GoldenTensors;
  readonly batches: readonly GoldenBatch[];
  readonly losses: GoldenTensor;
  readonly trained: GoldenTensors;
}

interface TrainingGoldens {
  readonly sgd: TrainingGolden;
  readonly adam: TrainingGolden;
  readonly accumulation: {
    readonly batches: readonly GoldenBatch[];
    readonly gradients: readonly GoldenTensors[];
  };
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/torch/${name}.json`, import.meta.url), 'utf8'));
}

export const goldens = {
  random: read('random') as RandomGoldens,
  operations: read('operations') as Readonly<Record<OperationName, OperationGolden>>,
  training: read('training') as TrainingGoldens,
};

/** A tensor of the dialect with the values of PyTorch's. */
export function fromGolden({ shape, values }: GoldenTensor, dtype: 'float32' | 'int32' = 'float32'): torch.Tensor {
  return new torch.Tensor(tf.tensor([...values], [...shape], dtype));
}

/** Holds a tensor's shape and values against PyTorch's. */
export async function expectGolden(actual: torch.Tensor, golden: GoldenTensor, tolerance: number): Promise<void> {
  expect(actual.shape).toEqual(golden.shape);
  expectClose(await actual.toArray(), golden.values, tolerance);
}

/** Holds a module's parameters against PyTorch's, by their names. */
export async function expectParameters(module: torch.nn.Module, golden: GoldenTensors, tolerance: number) {
  expect([...module.namedParameters()].map(([name]) => name)).toEqual(Object.keys(golden));
  for (const [name, parameter] of module.namedParameters()) {
    const expected = golden[name];
    if (expected) await expectGolden(parameter, expected, tolerance);
  }
}
