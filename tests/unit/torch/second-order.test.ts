/** Gradients of gradients: each is held against the difference quotient of the first gradient. */
import { beforeAll, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { SeededNumbers } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

const F = torch.nn.functional;
const STEP = 1e-2;
/** Of numbers around 1: rounding over the step, and the third derivative times its square. */
const TOLERANCE = 3e-3;

beforeAll(startWasm);

type Function = (...inputs: readonly [torch.Tensor, torch.Tensor, torch.Tensor]) => torch.Tensor;

/** Functions of up to three inputs, the shapes of these, and which of them are varied. */
const CASES: Readonly<Record<string, readonly [compute: Function, shapes: readonly (readonly number[])[]]>> = {
  linear: [(x, w, b) => F.linear(x, w, b), [[3, 4], [2, 4], [2]]],
  'conv2d with stride, padding and groups': [
    (x, w, b) => F.conv2d(x, w, b, { stride: 2, padding: 1, groups: 2 }),
    [[2, 4, 5, 4], [4, 2, 3, 3], [4]],
  ],
  'conv2d with dilation': [(x, w, b) => F.conv2d(x, w, b, { dilation: 2 }), [[1, 2, 6, 6], [3, 2, 3, 2], [3]]],
  convTranspose2d: [
    (x, w, b) => F.convTranspose2d(x, w, b, { stride: 2, outputPadding: 1 }),
    [[1, 2, 3, 3], [2, 3, 2, 2], [3]],
  ],
  maxPool2d: [
    (x, w) => F.maxPool2d(x.mul(w), 2),
    [
      [1, 2, 4, 4],
      [1, 2, 4, 4],
    ],
  ],
  'maxPool2d that overlaps': [
    (x, w) => F.maxPool2d(x.mul(w), 3, 1, 1),
    [
      [1, 1, 4, 4],
      [1, 1, 4, 4],
    ],
  ],
  avgPool2d: [
    (x, w) => F.avgPool2d(x.mul(w), 3, 2, 1),
    [
      [1, 2, 5, 5],
      [1, 2, 5, 5],
    ],
  ],
  adaptiveAvgPool2d: [
    (x, w) => F.adaptiveAvgPool2d(x.mul(w), [2, 3]),
    [
      [1, 2, 5, 5],
      [1, 2, 5, 5],
    ],
  ],
  batchNorm: [(x, w, b) => F.batchNorm(x, null, null, w, b, { training: true }), [[4, 2, 3], [2], [2]]],
  layerNorm: [(x, w, b) => F.layerNorm(x, [4], w, b), [[3, 4], [4], [4]]],
  groupNorm: [(x, w, b) => F.groupNorm(x, 2, w, b), [[2, 4, 3], [4], [4]]],
  prelu: [(x, w) => F.prelu(x, w), [[3, 2], [2]]],
  celu: [(x, w) => F.celu(x.mul(w)), [[5], [5]]],
  interpolate: [
    (x, w) => F.interpolate(x.mul(w), { size: [4, 3], mode: 'bilinear' }),
    [
      [1, 1, 2, 2],
      [1, 1, 2, 2],
    ],
  ],
  bilinear: [
    (x, y, w) => F.bilinear(x, y, w),
    [
      [3, 2],
      [3, 4],
      [2, 2, 4],
    ],
  ],
  scaledDotProductAttention: [
    (q, k, v) => F.scaledDotProductAttention(q, k, v),
    [
      [1, 3, 2],
      [1, 4, 2],
      [1, 4, 3],
    ],
  ],
};

test.each(Object.entries(CASES))('%s', async (_, [compute, shapes]) => {
  const numbers = new SeededNumbers(7);
  const random = (shape: readonly number[]) => torch.tensor(numbers.uniform(size(shape))).reshape([...shape]);
  const inputs = shapes.map((shape) => random(shape).mul(1.5).requiresGrad_());
  const outputWeights = random(compute(...tripleOf(inputs)).shape);
  const directions = shapes.map(random);
  const [first] = inputs;
  const [firstDirection] = directions;
  if (!first || !firstDirection) throw new Error('A function has an input.');

  /** The first gradient of all inputs but the first along their directions, as a function of the first input. */
  const slope = (x: torch.Tensor, options: { readonly createGraph: boolean }): torch.Tensor => {
    const others = inputs.slice(1);
    const loss = compute(...tripleOf([x, ...others]));
    // Squared, so that the gradient with respect to a bias depends on the other inputs, too.
    const gradients = torch.autograd.grad([loss.mul(loss).mul(outputWeights).sum()], others, options);
    return gradients
      .map((gradient, index) => gradient?.mul(directions[index + 1] ?? 0).sum() ?? torch.zeros([]))
      .reduce((sum, each) => sum.add(each));
  };

  const [second] = torch.autograd.grad([slope(first, { createGraph: true })], [first]);
  const exact = Number(await second?.mul(firstDirection).sum().item());
  const at = async (step: number) =>
    Number(await slope(first.detach().add(firstDirection.mul(step)), { createGraph: false }).item());
  const quotient = ((await at(STEP)) - (await at(-STEP))) / (2 * STEP);
  expect(Math.abs(exact), 'a second derivative of 0 shows nothing').toBeGreaterThan(1e-2);
  expect(Math.abs(exact - quotient)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(exact)));
});

function size(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function tripleOf(inputs: readonly torch.Tensor[]): readonly [torch.Tensor, torch.Tensor, torch.Tensor] {
  const [a, b, c] = inputs;
  if (!a || !b) throw new Error('There are two inputs at least.');
  return [a, b, c ?? b];
}
