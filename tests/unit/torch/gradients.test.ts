import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { SeededNumbers } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';
import { gradientCases, type GradientCase, type Numbers } from './gradient-cases.ts';

type Tensor = torch.Tensor;

/** Shapes and numbers of a case in each of its runs. */
const SEEDS = [1, 2];
/** Small against the distances from kinks, large against the rounding of float32. */
const STEP = 1e-2;
/** Of the largest gradient: the third derivative times STEP² / 6, and the rounding. */
const TOLERANCE = 2e-3;

beforeAll(startWasm);

const runs = gradientCases.flatMap((each) => SEEDS.map((seed) => [each.name, seed, each] as const));

describe('backward is the derivative', () => {
  test.each(runs)('of %s (seed %i)', (_, seed, { inputs, compute }) => {
    const random = new SeededNumbers(seed);
    const points = pointsOf(inputs, random);
    const output = at(compute, points);
    const weights = random.uniform(output.numel());
    const gradients = points.map((point) => gradientOf(compute, points, point, weights));
    const numeric = points.map((point) => slopes(point, () => weighted(at(compute, points), weights)));
    expectSame(gradients.flat(), numeric.flat());
  });
});

const twice = runs.filter(([, , { isTwice }]) => isTwice);

describe('backward of backward is the second derivative', () => {
  test.each(twice)('of %s (seed %i)', (_, seed, { inputs, compute }) => {
    const random = new SeededNumbers(seed);
    const points = pointsOf(inputs, random);
    const weights = random.uniform(at(compute, points).numel());
    const directions = points.map((point) => random.uniform(point.values.length));
    const second = secondGradients(compute, points, weights, directions);
    const along = () =>
      points.reduce((sum, point, index) => {
        const gradient = gradientOf(compute, points, point, weights);
        return sum + dot(gradient, directions[index] ?? []);
      }, 0);
    expectSame(
      second,
      points.flatMap((point) => slopes(point, along)),
    );
  });
});

/** The numbers of an input, which `slopes` moves. */
interface Point {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

function pointsOf(inputs: readonly Numbers[], random: SeededNumbers): Point[] {
  const shape = Array.from({ length: random.integer(1, 3) }, () => random.integer(1, 3));
  return inputs.map((numbers) => pointOf({ shape, ...numbers }, random));
}

function pointOf({ shape = [], low = -2, high = 2, kinks = [], isDistinct }: Numbers, random: SeededNumbers): Point {
  const count = shape.reduce((product, size) => product * size, 1);
  const units = isDistinct ? random.distinct(count) : random.uniform(count);
  const values = Float64Array.from(units, (unit) => low + ((unit + 1) / 2) * (high - low));
  return { shape, values: values.map((value) => kinks.reduce(awayFrom, value)) };
}

function awayFrom(value: number, kink: number): number {
  if (Math.abs(value - kink) >= 0.1) return value;
  return value < kink ? kink - 0.1 : kink + 0.1;
}

function leaves(points: readonly Point[]): Tensor[] {
  return points.map(({ shape, values }) =>
    torch
      .tensor(Float32Array.from(values), { dtype: 'float32' })
      .reshape([...shape])
      .detach()
      .requiresGrad_(),
  );
}

function applied(compute: GradientCase['compute'], inputs: readonly Tensor[]): Tensor {
  const none = torch.zeros([]);
  const [first = none, second = none, third = none] = inputs;
  return compute(first, second, third);
}

function at(compute: GradientCase['compute'], points: readonly Point[]): Tensor {
  return applied(compute, leaves(points)).detach();
}

/** Σ weights · output, added in double precision. */
function weighted(output: Tensor, weights: ArrayLike<number>): number {
  return dot(output.numpySync(), weights);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function weightsLike(output: Tensor, weights: Float32Array): Tensor {
  return torch.tensor(weights).reshape([...output.shape]);
}

function gradientOf(
  compute: GradientCase['compute'],
  points: readonly Point[],
  point: Point,
  weights: Float32Array,
): number[] {
  const inputs = leaves(points);
  const output = applied(compute, inputs);
  const wanted = inputs[points.indexOf(point)];
  if (!wanted) throw new Error('The point is none of the inputs.');
  const [gradient] = torch.autograd.grad(output, wanted, weightsLike(output, weights));
  if (!gradient) throw new Error('There is no gradient.');
  expect(gradient.shape).toEqual(wanted.shape);
  return Array.from(gradient.numpySync());
}

/** The gradient of the gradient's component along the directions. */
function secondGradients(
  compute: GradientCase['compute'],
  points: readonly Point[],
  weights: Float32Array,
  directions: readonly Float32Array[],
): number[] {
  const inputs = leaves(points);
  const output = applied(compute, inputs);
  const gradients = torch.autograd.grad(output, inputs, weightsLike(output, weights), { createGraph: true });
  const parts = gradients.flatMap((gradient, index) => {
    const direction = directions[index];
    return gradient && direction ? torch.sum(torch.mul(gradient, weightsLike(gradient, direction))) : [];
  });
  const along = parts.reduce((sum, part) => torch.add(sum, part));
  // A linear function has a gradient that depends on nothing.
  if (!along.requiresGrad) return points.flatMap(({ values }) => Array.from(values, () => 0));
  const second = torch.autograd.grad(along, inputs, { materializeGrads: true });
  return second.flatMap((gradient) => Array.from(gradient?.numpySync() ?? []));
}

/** Central differences of `compute` by each number of a point. */
function slopes(point: Point, compute: () => number): number[] {
  return Array.from(point.values, (value, index) => {
    const [above, below] = [Math.fround(value + STEP), Math.fround(value - STEP)];
    point.values[index] = above;
    const upper = compute();
    point.values[index] = below;
    const lower = compute();
    point.values[index] = value;
    return (upper - lower) / (above - below);
  });
}

function expectSame(actual: readonly number[], expected: readonly number[]): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    const difference = Math.abs(value - (expected[index] ?? NaN));
    if (!(difference <= TOLERANCE * largest)) {
      expect.fail(`number ${index} of [${actual.join(', ')}] is not that of [${expected.join(', ')}]`);
    }
  });
}
