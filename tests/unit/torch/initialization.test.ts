import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

const { init } = torch.nn;

beforeAll(startWasm);

const seeded = (seed: number) => new torch.Generator().manualSeed(seed);

describe('orthogonal_ of a seed is PyTorch’s, within rounding', () => {
  test.each<[readonly number[], readonly number[]]>([
    [
      [3, 5],
      [
        1.259608, 0.508382, 0.11747, 1.183358, -0.860698, 0.404245, -1.472611, 0.484001, -0.599555, -1.036474,
        -0.132136, 1.075953, -0.482567, -1.116994, -1.159448,
      ],
    ],
    [
      [5, 3],
      [
        0.707268, 0.362621, -0.386157, 0.664454, -0.617816, -1.653234, -1.62849, 0.524046, -0.814557, -0.602144,
        -1.215878, -0.286707, -0.209083, -1.316748, 0.609914,
      ],
    ],
    [
      [2, 3, 2],
      [
        1.244134, 0.502137, 0.116027, 1.168821, -0.850125, -0.312524, -1.004089, 0.602212, -0.989182, -0.06603,
        -1.268411, -0.193491,
      ],
    ],
    [
      [1, 4],
      [1.395436, 0.563203, 0.130137, 1.310963],
    ],
  ])('of shape %s', (shape, expected) => {
    const weight = init.orthogonal_(torch.empty([...shape]), 2, { generator: seeded(1) });
    expectClose([...weight.numpySync()], expected, 2e-6);
  });

  test('with orthonormal rows, also when there are many', () => {
    const weight = init.orthogonal_(torch.empty(40, 60), { generator: seeded(3) });
    expectClose([...weight.matmul(weight.t()).numpySync()], [...torch.eye(40).numpySync()], 1e-5);
  });
});

describe('from a seed come PyTorch’s numbers', () => {
  test('for sparse_, whose zeros the default generator places', () => {
    torch.manualSeed(9);
    const weight = init.sparse_(torch.empty(4, 3), 0.4, { generator: seeded(2) });
    const expected = [0, -0.002236, -0.003195, -0.01205, 0, -0.006332, 0, 0.005409, 0, -0.010427, 0, 0];
    expectClose([...weight.numpySync()], expected, 1e-6);
  });

  test('for trunc_normal_ far from the mean', () => {
    const weight = init.truncNormal_(torch.empty(2, 3), 0, 1, 2, 3, { generator: seeded(4) });
    expectClose([...weight.numpySync()], [2.330348, 2.473517, 2.091457, 2.135807, 2.007195, 2.038962], 1e-6);
  });
});

test('dirac_ lets a convolution hand on its channels', () => {
  const image = torch.rand(1, 4, 5, 5);
  const weight = init.dirac_(torch.empty(4, 4, 3, 3));
  const output = torch.nn.functional.conv2d(image, weight, null, { padding: 1 });
  expectClose([...output.numpySync()], [...image.numpySync()], 1e-6);
  const grouped = init.dirac_(torch.empty(4, 2, 3), 2);
  const ones = [...grouped.numpySync()].flatMap((value, place) => (value === 1 ? place : []));
  expect(ones).toEqual([1, 10, 13, 22]);
});

test('a parameter stays one: a leaf that requires a gradient, in the memory that it has', () => {
  const { weight } = new torch.nn.Conv2d(2, 3, 3);
  const { order } = weight;
  const before = tf.memory().numTensors;
  expect(init.constant_(weight, 0.5)).toBe(weight);
  expect([weight.requiresGrad, weight.isLeaf, weight.gradFn]).toEqual([true, true, null]);
  expect(weight.order).toEqual(order);
  expect([...weight.numpySync()]).toEqual(new Array(54).fill(0.5));
  expect(tf.memory().numTensors).toBe(before);
});

test('integers can be filled with a constant, and a part of a tensor by itself', () => {
  expect([...init.eye_(torch.zeros([2, 2], { dtype: 'int64' })).numpySync()]).toEqual([1, 0, 0, 1]);
  const matrix = torch.zeros(2, 2);
  init.ones_(matrix.select(1, 1));
  expect([...matrix.numpySync()]).toEqual([0, 1, 0, 1]);
});

test('kaiming of nothing draws nothing, and says so', () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  torch.manualSeed(1);
  init.kaimingUniform_(torch.empty(0, 3));
  expect(warned).toHaveBeenCalledWith(expect.stringContaining('no-op'));
  expect(torch.defaultGenerator.nextUint32()).toBe(torch.manualSeed(1).nextUint32());
  warned.mockRestore();
});

describe('errors are PyTorch’s', () => {
  const { ValueError, RuntimeError, NotImplementedError } = torch;
  test.each<[() => unknown, new (message: string) => Error, RegExp]>([
    [() => init.xavierUniform_(torch.empty(3)), ValueError, /Fan in and fan out can not be computed/],
    [() => init.eye_(torch.empty(3)), ValueError, /Only tensors with 2 dimensions are supported/],
    [() => init.dirac_(torch.empty(3, 3)), ValueError, /Only tensors with 3, 4, or 5 dimensions/],
    [() => init.dirac_(torch.empty(3, 3, 3), 2), ValueError, /dim 0 must be divisible by groups/],
    [() => init.orthogonal_(torch.empty(3)), ValueError, /Only tensors with 2 or more dimensions/],
    [() => init.sparse_(torch.empty(3), 0.1), ValueError, /Only tensors with 2 dimensions/],
    [() => init.normal_(torch.zeros([2], { dtype: 'int64' })), NotImplementedError, /not implemented for 'Long'/],
    [() => init.uniform_(torch.zeros(2), 2, 1), RuntimeError, /found from=2 > to=1/],
    [() => init.normal_(torch.zeros(2), 0, -1), RuntimeError, /normal expects std >= 0.0, but found std -1/],
  ])('%#', (fail, kind, message) => {
    expect(fail).toThrow(kind);
    expect(fail).toThrow(message);
  });
});
