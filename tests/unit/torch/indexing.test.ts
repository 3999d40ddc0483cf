import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import type { IndexItem } from '../../../src/torch/operations/index-items.ts';
import { putMasked } from '../../../src/torch/operations/masked-put.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

function floats(...shape: number[]): torch.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return torch.arange(count, { dtype: torch.float32 }).reshape(shape);
}

describe('integers', () => {
  const large = [2 ** 40 + 1, -(2 ** 50), 7, 2 ** 53 - 1];

  test('stay exact beyond what the device holds, whatever moves them', async () => {
    const x = torch.tensor(large);
    expect(await x.index([[3, 0, 0]]).tolist()).toEqual([large[3], large[0], large[0]]);
    expect(await x.flip(0).tolist()).toEqual(large.toReversed());
    expect(await x.gather(0, torch.tensor([1, 3])).tolist()).toEqual([large[1], large[3]]);
    expect(
      await torch
        .cat([x, x])
        .index([{ slice: [3, 5] }])
        .tolist(),
    ).toEqual([large[3], large[0]]);
    expect(await x.reshape(2, 2).t().roll(1, 0).tolist()).toEqual([
      [large[1], large[3]],
      [large[0], large[2]],
    ]);
    expect(await x.scatter(0, torch.tensor([2]), torch.tensor([2 ** 45])).tolist()).toEqual(large.with(2, 2 ** 45));
    x.setIndex([{ slice: [1, null, 2] }], torch.tensor([2 ** 41, 3]));
    expect(await x.tolist()).toEqual([large[0], 2 ** 41, 7, 3]);
  });
});

describe('a mask that is assigned to', () => {
  const shape = [2, 3, 2];
  const masks = {
    'of elements': torch.tensor([
      [
        [true, false],
        [false, true],
        [true, true],
      ],
      [
        [false, false],
        [true, false],
        [false, true],
      ],
    ]),
    'of rows': torch.tensor([
      [true, false, true],
      [false, false, true],
    ]),
  };

  test.each(Object.entries(masks))('%s does the same unread as read', async (_, mask) => {
    const count = (await mask.nonzero()).shape[0] ?? 0;
    const row = shape.slice(mask.ndim);
    for (const size of [[], [1, ...row], [count, ...row]]) {
      const [input, source] = [
        floats(...shape).requiresGrad_(),
        floats(...size)
          .add(100)
          .requiresGrad_(),
      ];
      const unread = putMasked(input, mask, source);
      const changed = input.clone();
      changed.setIndex([mask], source);
      expect(await unread.tolist(), String(size)).toEqual(await changed.tolist());
      const weights = floats(...shape);
      const gradients = [unread, changed].map((output) => torch.autograd.grad(output, [input, source], [weights]));
      const [ofUnread, ofRead] = gradients.map((each) => each.map((gradient) => gradient?.numpySync()));
      expect(ofUnread).toEqual(ofRead);
    }
  });
});

test('an index of many axes at once takes what nested loops take', async () => {
  const x = floats(3, 4, 5);
  const [rows, columns] = [
    [[0], [2]],
    [3, 1, -1],
  ];
  const values: number[][][] = rows.map(([row = 0]) =>
    columns.map((column) => Array.from({ length: 4 }, (_, middle) => row * 20 + middle * 5 + ((column + 5) % 5))),
  );
  const items: readonly IndexItem[] = [rows, { slice: [] }, columns];
  expect(await x.index(items).tolist()).toEqual(values);
});

test('reading and assigning frees all but its result', () => {
  const [x, mask] = [floats(4, 3), floats(4, 3).long().eq(2)];
  const before = tf.memory().numTensors;
  torch.scope(() => {
    x.index([{ slice: [null, null, 2] }, [0, 2]]);
    x.setIndex([1], 5);
    x.setIndex([mask], 7);
    x.setIndex(
      [
        [0, 1],
        [1, 2],
      ],
      torch.tensor([1, 2], { dtype: torch.float32 }),
    );
    x.scatterAdd_(0, torch.tensor([[0, 1, 2]]), torch.ones(1, 3));
    torch.cat(x.split(2)).flip(0).roll(1, 1).repeat(2, 2);
  });
  expect(tf.memory().numTensors).toBe(before);
});

describe('printing', () => {
  test('follows PyTorch, with the place in the graph', async () => {
    const x = torch.tensor(
      [
        [1.5, 2],
        [3, 4],
      ],
      { requiresGrad: true },
    );
    expect(String(x)).toBe('tensor([[1.5000, 2.0000],\n        [3.0000, 4.0000]], requires_grad=True)');
    expect(String(x.index([0]))).toBe('tensor([1.5000, 2.0000], grad_fn=<SelectBackward0>)');
    expect(await x.t().detach().long().repr()).toBe('tensor([[1, 3],\n        [2, 4]])');
    expect(String(new torch.nn.Parameter([1, 2]))).toBe('Parameter containing:\ntensor([1., 2.], requires_grad=True)');
  });
});
