import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

const { clipGradNorm_, clipGradValue_, parametersToVector, vectorToParameters } = torch.nn.utils;

beforeAll(startWasm);

/** A parameter with a gradient. */
function withGradient(gradient: torch.Tensor): torch.nn.Parameter {
  const parameter = new torch.nn.Parameter(torch.zeros(gradient.shape));
  parameter.grad = gradient;
  return parameter;
}

const numbers = (tensor: torch.Tensor | null) => [...(tensor?.numpySync() ?? [])];

describe('clipGradNorm_', () => {
  // What PyTorch 2.13 gives for gradients [3, -4] and [[12]], and a parameter without one, clipped to 2.
  test.each<[number, number, readonly number[]]>([
    [2, 13, [0.4615384340286255, -0.615384578704834, 1.846153736114502]],
    [1, 19, [0.31578943133354187, -0.42105257511138916, 1.2631577253341675]],
    [Infinity, 12, [0.4999999701976776, -0.6666666269302368, 1.9999998807907104]],
    [-Infinity, 3, [1.9999992847442627, -2.66666579246521, 7.999997138977051]],
    [0, 2, [2.9999985694885254, -3.999998092651367, 11.999994277954102]],
    [3, 12.207056045532227, [0.4915189743041992, -0.655358612537384, 1.9660758972167969]],
    [0.5, 51.78461456298828, [0.11586453020572662, -0.1544860452413559, 0.4634581208229065]],
  ])('of order %s', async (normType, total, expected) => {
    const first = withGradient(torch.tensor([3, -4], { dtype: 'float32' }));
    const second = withGradient(torch.tensor([[12]], { dtype: 'float32' }));
    const parameters = [first, second, new torch.nn.Parameter([1])];
    const norm = clipGradNorm_(parameters, 2, normType);
    expectClose([Number(await norm.item())], [total], 1e-6);
    expectClose([...numbers(first.grad), ...numbers(second.grad)], expected, 1e-6);
  });

  test('leaves small gradients as they are, and takes one parameter alone', async () => {
    const parameter = withGradient(torch.tensor([0.5, 0.25]));
    expect(await clipGradNorm_(parameter, 1).item()).toBeCloseTo(0.559017, 6);
    expect(numbers(parameter.grad)).toEqual([0.5, 0.25]);
  });

  test('gives 0 where there is no gradient', async () => {
    expect(await clipGradNorm_([new torch.nn.Parameter([1])], 1).item()).toBe(0);
  });

  test('says that the norm is not finite when it is asked to, and otherwise does what PyTorch does', async () => {
    const parameter = withGradient(torch.tensor([3, Infinity], { dtype: 'float32' }));
    const checked = () => clipGradNorm_([parameter], 1, { errorIfNonfinite: true });
    expect(checked).toThrow(torch.RuntimeError);
    expect(checked).toThrow(/The total norm of order 2.0 for gradients from `parameters` is non-finite/);
    expect(await clipGradNorm_([parameter], 1).item()).toBe(Infinity);
    expect(numbers(parameter.grad)).toEqual([0, NaN]);
  });

  test('leaves no tensor behind but the norm, and keeps how a gradient lies in memory', () => {
    const layer = new torch.nn.Conv2d(2, 3, 3);
    torch.scope(() =>
      layer
        .forward(torch.ones(1, 2, 5, 5))
        .sum()
        .backward(),
    );
    const order = layer.weight.grad?.order;
    const before = tf.memory().numTensors;
    clipGradNorm_(layer.parameters(), 1).dispose();
    clipGradValue_(layer.parameters(), 0.01);
    expect(tf.memory().numTensors).toBe(before);
    expect(layer.weight.grad?.order).toEqual(order);
    layer.dispose();
  });
});

test('clipGradValue_ cuts each element', () => {
  const parameter = withGradient(torch.tensor([3, -0.5, -7]));
  clipGradValue_(parameter, 1);
  expect(numbers(parameter.grad)).toEqual([1, -0.5, -1]);
});

describe('parameters as a vector', () => {
  test('and back, row by row also where the memory has another order', () => {
    const layer = new torch.nn.Linear(2, 3);
    const vector = parametersToVector(layer.parameters());
    expect(numbers(vector)).toEqual([...numbers(layer.weight), ...numbers(layer.bias)]);
    vectorToParameters(torch.arange(9).mul(0.5), layer.parameters());
    expect(numbers(layer.weight)).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
    expect(numbers(layer.bias)).toEqual([3, 3.5, 4]);
    expect(layer.weight.isLeaf && layer.weight.requiresGrad).toBe(true);
  });

  test('let gradients through', () => {
    const parameter = new torch.nn.Parameter([[1, 2]]);
    parametersToVector([parameter])
      .mul(torch.tensor([3, 4]))
      .sum()
      .backward();
    expect(numbers(parameter.grad)).toEqual([3, 4]);
  });

  test('of too few numbers are an error', () => {
    const parameters = [torch.zeros(2), torch.zeros(2, 2)];
    expect(() => vectorToParameters(torch.zeros(3), parameters)).toThrow(
      /shape '\[2, 2\]' is invalid for input of size 1/,
    );
  });
});
