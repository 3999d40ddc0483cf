import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { expectClose } from '../support/numbers.ts';
import { expectGolden, fromGolden, goldens, type OperationGolden } from '../support/torch-goldens.ts';
import { startWasm } from '../support/wasm.ts';

const { functional } = torch.nn;
const { operations } = goldens;
/** Float32 sums of some dozen products. */
const TOLERANCE = 1e-6;

beforeAll(startWasm);

/** The inputs of a golden in PyTorch's order: all leaves that require a gradient, but for class indices. */
function leaves({ inputs }: OperationGolden): torch.Tensor[] {
  return Object.entries(inputs).map(([name, golden]) => {
    const tensor = fromGolden(golden, name === 'target' ? 'int32' : 'float32');
    tensor.requiresGrad = name !== 'target';
    return tensor;
  });
}

/** The same tensor stored in another order, as activations between convolutions are. */
function channelsLast(tensor: torch.Tensor): torch.Tensor {
  return new torch.Tensor(tensor.valuesIn(torch.CHANNELS_LAST), {
    order: torch.CHANNELS_LAST,
    requiresGrad: tensor.requiresGrad,
  });
}

/** Computes an operation and its gradients, and holds both against PyTorch's. */
async function expectOperation(
  golden: OperationGolden,
  compute: (...inputs: readonly [torch.Tensor, torch.Tensor, torch.Tensor]) => torch.Tensor,
  inputs = leaves(golden),
): Promise<void> {
  const [first, second, third] = inputs;
  const missing = new torch.Tensor(fromGolden({ shape: [0], values: [] }).values);
  if (!first) throw new Error('An operation has an input.');
  const output = compute(first, second ?? missing, third ?? missing);
  await expectGolden(output, golden.output, TOLERANCE);
  const differentiated = inputs.filter(({ requiresGrad }) => requiresGrad);
  const needed = output.gradFn?.inputs.map(({ requiresGrad }) => requiresGrad) ?? [];
  const gradients = output.gradFn?.backward(fromGolden(golden.outputGradient), needed) ?? [];
  expect(differentiated).toHaveLength(Object.keys(golden.gradients).length);
  for (const [index, expected] of Object.values(golden.gradients).entries()) {
    const gradient = gradients[index];
    if (!gradient) expect.fail(`input ${index} got no gradient`);
    await expectGolden(gradient, expected, TOLERANCE);
  }
}

describe('values and gradients are those of PyTorch for', () => {
  test('conv2d', () => expectOperation(operations.conv2d, functional.conv2d));

  test('conv2d of images stored channels last', () => {
    const [input, ...rest] = leaves(operations.conv2d);
    if (!input) throw new Error('conv2d has an input.');
    return expectOperation(operations.conv2d, functional.conv2d, [channelsLast(input), ...rest]);
  });

  test('linear', () => expectOperation(operations.linear, functional.linear));

  test('max_pool2d with windows that hold their maximum more than once', () => {
    const { input } = operations.maxPool2d.inputs;
    const distinct = new Set(input?.values).size;
    expect(distinct, 'distinct values among 252').toBeLessThan(20);
    return expectOperation(operations.maxPool2d, (x) => functional.maxPool2d(x, 2));
  });

  test('max_pool2d that drops a border', () =>
    expectOperation(operations.maxPool2dOf3, (x) => functional.maxPool2d(x, 3)));

  test('relu, at 0 as well', () => expectOperation(operations.relu, functional.relu));

  test('flatten', () => expectOperation(operations.flatten, functional.flatten));

  test('flatten of images stored channels last, which joins the axes as [C, H, W] all the same', () => {
    const [input] = leaves(operations.flatten);
    if (!input) throw new Error('flatten has an input.');
    return expectOperation(operations.flatten, functional.flatten, [channelsLast(input)]);
  });

  test('cross_entropy', () => expectOperation(operations.crossEntropy, functional.crossEntropy));

  test('cross_entropy of large logits', () =>
    expectOperation(operations.crossEntropyOfLargeLogits, functional.crossEntropy));
});

describe('dropout', () => {
  const ones = () => fromGolden({ shape: [40, 50], values: new Array<number>(2_000).fill(1) });

  test('keeps a share of 1 - p, scaled by 1 / (1 - p), and sends the gradient through the same mask', async () => {
    torch.manualSeed(5);
    const x = ones();
    x.requiresGrad = true;
    const output = functional.dropout(x, 0.25, true);
    const values = [...(await output.toArray())];
    const kept = values.filter((value) => value !== 0);
    // Four standard deviations of a binomial distribution with 2,000 draws.
    expect(Math.abs(kept.length - 1_500)).toBeLessThan(78);
    expectClose(kept, new Array<number>(kept.length).fill(4 / 3), 1e-6);
    const [gradient] = output.gradFn?.backward(ones(), [true]) ?? [];
    expect(await gradient?.toArray()).toEqual(Float32Array.from(values));
  });

  test('draws a new mask at each call, and the same ones after the same seed', async () => {
    const masks = async () => {
      torch.manualSeed(5);
      const first = await functional.dropout(ones(), 0.5, true).toArray();
      return [first, await functional.dropout(ones(), 0.5, true).toArray()] as const;
    };
    const [first, second] = await masks();
    expect(second).not.toEqual(first);
    expect(await masks()).toEqual([first, second]);
  });

  test('does nothing in evaluation', async () => {
    const layer = new torch.nn.Dropout(0.5).eval();
    expect([...(await layer.forward(ones()).toArray())].every((value) => value === 1)).toBe(true);
  });
});

describe('shapes that do not fit', () => {
  const zeros = (...shape: number[]) =>
    fromGolden({ shape, values: new Array<number>(shape.reduce((product, size) => product * size, 1)).fill(0) });

  test('name the shape and the fix in linear', () => {
    const layer = new torch.nn.Linear(4, 2);
    expect(() => layer.forward(zeros(2, 5))).toThrow(torch.ShapeError);
    expect(() => layer.forward(zeros(2, 5))).toThrow(/expected x of shape \[N, 4\], got \[2, 5\]\. Flatten first/);
    expect(() => layer.forward(zeros(1, 2, 2))).toThrow(/got \[1, 2, 2\]/);
  });

  test('name the channels in conv2d', () => {
    const layer = new torch.nn.Conv2d(3, 4, 3);
    expect(() => layer.forward(zeros(1, 1, 8, 8))).toThrow(/expected x of shape \[N, 3, H, W\], got \[1, 1, 8, 8\]/);
    expect(() => layer.forward(zeros(3, 8, 8))).toThrow(torch.ShapeError);
  });

  test('name the sizes in conv2d', () => {
    const layer = new torch.nn.Conv2d(1, 4, 5);
    expect(() => layer.forward(zeros(1, 1, 8, 4))).toThrow(/kernel of 5x5 is larger than the input of 8x4/);
  });
});
