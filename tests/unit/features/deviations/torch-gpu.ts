import { expect } from 'vitest';
import * as torch from '../../../../src/torch/index.ts';
import type { Checks } from './check.ts';

const { functional: F, utils } = torch.nn;

/** Integers that only the device knows, as the results of its kernels are. */
function onDevice(values: readonly number[]): torch.Tensor {
  return torch.tensor(values).float().long();
}

/** For a backend that can only be read asynchronously. */
export const onGpu: Checks = {
  'Masks that decide a shape': async () => {
    const x = torch.tensor([1.5, 2.5, 3.5]);
    const mask = x.gt(2);
    expect(() => x.index([mask])).toThrow(torch.RuntimeError);
    expect(await x.index(await mask.nonzero({ asTuple: true })).tolist()).toEqual([2.5, 3.5]);
    expect(await (await x.maskedSelect(mask)).tolist()).toEqual([2.5, 3.5]);
    x.setIndex([mask], 0);
    expect(await x.tolist()).toEqual([1.5, 0, 0]);
    expect(() => x.setIndex([mask], torch.tensor([1.5, 2.5, 3.5]))).not.toThrow();
  },
  'Values that are needed at once': () => {
    const x = torch.tensor([1.5, 2.5], { requiresGrad: true });
    expect(() => x.multinomial(1)).toThrow(torch.RuntimeError);
    expect(() => F.oneHot(onDevice([1]))).toThrow(torch.RuntimeError);
    expect(F.oneHot(onDevice([1]), 3).shape).toEqual([1, 3]);
    x.sum().backward();
    expect(() => utils.clipGradNorm_([x], 1, { errorIfNonfinite: true })).toThrow(torch.RuntimeError);
  },
  'Indices out of bounds': async () => {
    const x = torch.tensor([1.5, 2.5]);
    expect(() => x.index([torch.tensor([5])])).toThrow(torch.IndexError);
    // The kernels that stand in for a GPU's notice it, those of a GPU do not.
    expect(() => x.index([onDevice([5])])).not.toThrow(torch.IndexError);
    expect(() => x.gather(0, onDevice([5]))).not.toThrow(torch.RuntimeError);
    const scores = torch.tensor([[-0.5, -1.5]]);
    expect(await F.nllLoss(scores, onDevice([5]), { reduction: 'sum' }).item()).toBeCloseTo(0);
    expect(await F.crossEntropy(scores, onDevice([5]), { reduction: 'sum' }).item()).toBeCloseTo(0);
  },
  'Probabilities out of range': () => {
    expect(F.binaryCrossEntropy(torch.tensor([1.5]), torch.tensor([0.5])).shape).toEqual([]);
    expect(torch.bernoulli(torch.tensor([1.5])).shape).toEqual([1]);
  },
  Text: async () => {
    const x = torch.tensor([1.5]);
    expect(String(x)).toBe('tensor(..., size=(1,))');
    expect(await x.repr()).toBe('tensor([1.5000])');
  },
};
