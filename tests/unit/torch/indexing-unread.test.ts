import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { startGpuStandIn } from '../support/gpu-stand-in.ts';

beforeAll(startGpuStandIn);

function matrix(): torch.Tensor {
  return torch.tensor([
    [1.5, 2.5, 3.5],
    [4.5, 5.5, 6.5],
  ]);
}

/** Integers that only the device knows, as the results of its kernels are. */
function onDevice(values: readonly number[] | readonly (readonly number[])[]): torch.Tensor {
  return torch.tensor(values).float().long();
}

describe('where the values of an index are on a GPU', () => {
  test('reading by integers needs no read', async () => {
    const x = matrix();
    expect(onDevice([1]).hostValues).toBeNull();
    expect(await x.index([onDevice([1, -2])]).tolist()).toEqual([
      [4.5, 5.5, 6.5],
      [1.5, 2.5, 3.5],
    ]);
    expect(await x.index([onDevice([0, 1]), onDevice([-1, 0])]).tolist()).toEqual([3.5, 4.5]);
    expect(
      await x
        .gather(
          1,
          onDevice([
            [2, 0],
            [1, 1],
          ]),
        )
        .tolist(),
    ).toEqual([
      [3.5, 1.5],
      [5.5, 5.5],
    ]);
    expect(await x.take(onDevice([0, -1])).tolist()).toEqual([1.5, 6.5]);
  });

  test('gradients add up where an index is there twice', async () => {
    const x = matrix().requiresGrad_();
    x.index([{ slice: [] }, onDevice([0, 0, 2])]).backward(
      torch.tensor(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        { dtype: torch.float32 },
      ),
    );
    expect(await x.grad?.tolist()).toEqual([
      [3, 0, 3],
      [9, 0, 6],
    ]);
  });

  test('assigning by integers and by masks needs no read', async () => {
    const x = matrix();
    x.setIndex([onDevice([1]), onDevice([0])], 0.5);
    x.scatter_(1, onDevice([[2], [1]]), -1);
    expect(await x.tolist()).toEqual([
      [1.5, 2.5, -1],
      [0.5, -1, 6.5],
    ]);
    x.setIndex([x.lt(0)], torch.tensor([10, 20], { dtype: torch.float32 }));
    expect(await x.tolist()).toEqual([
      [1.5, 2.5, 10],
      [0.5, 20, 6.5],
    ]);
    x.setIndex([x.gt(5)], 0);
    expect(await x.tolist()).toEqual([
      [1.5, 2.5, 0],
      [0.5, 0, 0],
    ]);
  });

  test('a mask that decides a shape is refused, and read where one waits for it', async () => {
    const x = matrix();
    const mask = x.gt(4);
    expect(() => x.index([mask])).toThrow(torch.RuntimeError);
    expect(() => x.index([mask])).toThrow(/nonzero/);
    expect(await (await x.maskedSelect(mask)).tolist()).toEqual([4.5, 5.5, 6.5]);
    expect(await x.index(await mask.nonzero({ asTuple: true })).tolist()).toEqual([4.5, 5.5, 6.5]);
    expect(await x.index([torch.tensor([false, true])]).tolist()).toEqual([[4.5, 5.5, 6.5]]);
  });

  test('text has no values unless one waits for them', async () => {
    const x = matrix();
    expect(String(x)).toBe('tensor(..., size=(2, 3))');
    expect(String(x.requiresGrad_())).toBe('tensor(..., size=(2, 3), requires_grad=True)');
    expect(String(onDevice([1]))).toBe('tensor(..., size=(1,), dtype=torch.int64)');
    expect(String(torch.tensor([1, 2]))).toBe('tensor([1, 2])');
    expect(await x.index([0]).repr()).toBe('tensor([1.5000, 2.5000, 3.5000], grad_fn=<SelectBackward0>)');
  });
});
