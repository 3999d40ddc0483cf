import { beforeAll, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

type Move = (x: torch.Tensor, y: torch.Tensor) => torch.Tensor;

const F = torch.nn.functional;
const index = (values: readonly number[] | readonly (readonly number[])[]) => torch.tensor(values);
const mask = () => torch.tensor([true, false, true]);

/** Functions of x [2, 3, 4] and y [2, 3, 4] that move elements, or write some among others. */
const moves: Readonly<Record<string, Move>> = {
  view: (x) => x.view(6, 4),
  'reshape of a transposed tensor': (x) => x.transpose(0, 2).reshape(6, 4),
  permute: (x) => x.permute(2, 0, 1),
  movedim: (x) => x.movedim(0, 2),
  squeeze: (x) => x.narrow(1, 1, 1).squeeze(1),
  unsqueeze: (x) => x.unsqueeze(2),
  expand: (x) => x.narrow(1, 0, 1).expand(2, 5, 4),
  diagonal: (x) => x.diagonal(1, 1, 2),
  unfold: (x) => x.unfold(2, 3, 1),
  asStrided: (x) => x.asStrided([3, 3], [2, 3], 1),
  'asStrided of a view': (x) => x.transpose(0, 1).asStrided([3, 3], [2, 3], 1),
  split: (x) => x.split(2, 2)[1] ?? x,
  chunk: (x) => x.chunk(2, 1)[0] ?? x,
  tensorSplit: (x) => x.tensorSplit(3, 2)[2] ?? x,
  unbind: (x) => x.unbind(1)[2] ?? x,
  'slice with a step': (x) => x.index(['...', { slice: [0, null, 3] }]),
  'slice with a step and a rest': (x) => x.index(['...', { slice: [1, null, 2] }]),
  'integers and slices': (x) => x.index([1, { slice: [1] }, null, -1]),
  'neighbouring lists': (x) =>
    x.index([
      [0, 1, 0],
      [2, 2, 2],
    ]),
  'lists apart': (x) => x.index([[0, 1, 1], { slice: [] }, [3, 0, 0]]),
  'a mask': (x) => x.index([{ slice: [] }, mask()]),
  'a list beside a number': (x) => x.index([1, [2, 0, 2]]),
  indexSelect: (x) => x.indexSelect(1, index([2, 0, 2])),
  gather: (x) => x.gather(2, torch.tensor([[[0, 0]], [[3, 1]]])),
  take: (x) =>
    x.take(
      index([
        [0, -1],
        [5, 5],
      ]),
    ),
  takeAlongDim: (x) => torch.takeAlongDim(x, torch.tensor([[[0], [1], [3]]]), 2),
  cat: (x, y) => torch.cat([x, y, x], 1),
  stack: (x, y) => torch.stack([x, y], -1),
  hstack: (x, y) => torch.hstack([x, y]),
  repeat: (x) => x.repeat(2, 1, 3),
  tile: (x) => x.tile(2),
  repeatInterleave: (x) => x.repeatInterleave(2, 1),
  'repeatInterleave by counts': (x) => x.repeatInterleave(index([2, 0, 1]), 1),
  flip: (x) => x.flip(0, 2),
  roll: (x) => x.roll([1, -2], [0, 2]),
  'roll of all': (x) => x.roll(5),
  rot90: (x) => torch.rot90(x, 3, [1, 2]),
  'pad with zeros': (x) => F.pad(x, [1, 2, 0, 1]),
  'pad that takes away': (x) => F.pad(x, [-1, 1, 2, -2], { value: 3 }),
  'pad by reflection': (x) => F.pad(x, [2, 3], 'reflect'),
  'pad of two axes by replication': (x) => F.pad(x, [2, 1, 0, 3], 'replicate'),
  'pad in a circle': (x) => F.pad(x, [2, 4], 'circular'),
  scatter: (x, y) => x.scatter(2, torch.tensor([[[0, 2]], [[3, 1]]]), y),
  'scatter of a number': (x) => x.scatter(1, torch.tensor([[[0, 2]]]), 1.5),
  scatterAdd: (x, y) => x.scatterAdd(2, torch.tensor([[[0, 0]], [[3, 1]]]), y),
  indexAdd: (x, y) => x.indexAdd(1, index([2, 0, 2]), y, { alpha: 2 }),
  indexCopy: (x, y) => x.indexCopy(1, index([2, 0, 1]), y),
  indexFill: (x, y) => x.indexFill(1, index([2, 0]), y.index([0, 0, 0])),
  maskedFill: (x, y) => x.maskedFill(mask().unsqueeze(1), y.index([1, 1, 1])),
  'assign to a view': (x, y) =>
    changed(x, (z) => z.setIndex(['...', { slice: [1, null, 2] }], y.index([0, 0, [0, 1]]))),
  'assign to lists': (x, y) =>
    changed(x, (z) => z.setIndex([[0, 1], { slice: [] }, [3, 0]], y.index([0, '...', [0, 1]]).t())),
  'assign to a mask': (x, y) =>
    changed(x, (z) => z.setIndex([{ slice: [] }, mask()], y.index(['...', { slice: [1, null] }, { slice: [] }]))),
  'change of views': (x, y) =>
    changed(x, (z) => {
      z.transpose(0, 1)
        .index([1])
        .mul_(y.index([{ slice: [] }, 0]));
      z.view(6, 4)
        .index([{ slice: [1, 4] }])
        .add_(y.index([0]));
    }),
  copy_: (x, y) => changed(x, (z) => z.index([1]).copy_(y.index([0, 1]))),
};

function changed(x: torch.Tensor, change: (copy: torch.Tensor) => unknown): torch.Tensor {
  const copy = x.clone();
  change(copy);
  return copy;
}

/** Every move is linear in x and y together, or bilinear: differences are exact but for rounding. */
const STEP = 0.5;

test.each(Object.entries(moves))('the gradient of %s is that of differences', async (_, move) => {
  torch.manualSeed(0);
  const inputs = [torch.randn(2, 3, 4).requiresGrad_(), torch.randn(2, 3, 4).requiresGrad_()] as const;
  const output = move(...inputs);
  const weights = torch.randn(...output.shape);
  output.backward(weights);
  for (const [number, input] of inputs.entries()) {
    const gradient = input.grad ? await input.grad.numpy() : new Float32Array(24);
    for (let element = 0; element < 24; element += 5) {
      const difference = await differenceAt(move, inputs, weights, number, element);
      expect(gradient[element], `input ${number}, element ${element}`).toBeCloseTo(difference, 4);
    }
  }
});

test.each(Object.entries(moves))('the gradient of %s can be differentiated', async (_, move) => {
  torch.manualSeed(0);
  const [x, y] = [torch.randn(2, 3, 4).requiresGrad_(), torch.randn(2, 3, 4).requiresGrad_()];
  const output = move(x, y);
  const weights = torch.randn(...output.shape).requiresGrad_();
  // The gradient is linear in the weights, so the product of both has the weights' own gradient, which is the output's
  // part that depends on x.
  const [gradient] = torch.autograd.grad(output, [x], [weights], { createGraph: true });
  if (!gradient) throw new Error('The output depends on x.');
  const direction = torch.randn(2, 3, 4);
  const [ofWeights] = torch.autograd.grad(gradient, [weights], [direction]);
  const moved = torch.noGrad(() => move(x.add(direction), y).sub(move(x, y)));
  const [actual, expected] = await Promise.all([ofWeights?.numpy(), moved.numpy()]);
  expect(actual?.length).toBe(expected.length);
  expected.forEach((value, element) => expect(actual?.[element]).toBeCloseTo(value, 4));
});

async function differenceAt(
  move: Move,
  inputs: readonly [torch.Tensor, torch.Tensor],
  weights: torch.Tensor,
  number: number,
  element: number,
): Promise<number> {
  const sums = await Promise.all(
    [STEP, -STEP].map(async (step) => {
      const output = torch.noGrad(() => {
        const shifted = inputs.map((input) => input.detach().clone());
        shifted[number]?.view(-1).index([element]).add_(step);
        const [x, y] = shifted;
        if (!x || !y) throw new Error('There are two inputs.');
        return move(x, y).mul(weights);
      });
      return Array.from(await output.numpy()).reduce((sum, value) => sum + value, 0);
    }),
  );
  return ((sums[0] ?? NaN) - (sums[1] ?? NaN)) / (2 * STEP);
}
