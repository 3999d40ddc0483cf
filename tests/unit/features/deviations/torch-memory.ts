import { memory as tfMemory } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import * as torch from '../../../../src/torch/index.ts';
import type { Checks } from './check.ts';
import { nodeNames } from './graph.ts';

const { nn } = torch;
const F = nn.functional;

const row = () => torch.tensor([0.5, 1.5, 2.5]);
const leaf = (...shape: number[]) => torch.ones(...shape).requiresGrad_();

export const memory: Checks = {
  'No reference counts': () => {
    const before = tfMemory().numTensors;
    const made: torch.Tensor[] = [];
    torch.scope(() => {
      made.push(row().add(1));
    });
    expect(tfMemory().numTensors).toBe(before);
    expect(() => made[0]?.add(1)).toThrow(/was freed at the end of its scope/);
  },
  'Empty memory': async () => {
    expect(await torch.empty(2).tolist()).toEqual([0, 0]);
  },
  Strides: () => {
    const transposed = torch.zeros(2, 3).t();
    expect(transposed.stride()).toEqual([1, 3]);
    expect(transposed.add(1).stride()).toEqual([2, 1]);
    expect(transposed.clone().stride()).toEqual([2, 1]);
    const images = F.conv2d(torch.ones(1, 2, 3, 3), torch.ones(4, 2, 1, 1));
    expect(images.stride()).toEqual([36, 9, 3, 1]);
    expect(images.order).toEqual(torch.CHANNELS_LAST);
  },
  'Overlapping operands': async () => {
    const x = row();
    x.index([{ slice: [1] }]).copy_(x.index([{ slice: [null, -1] }]));
    expect(await x.tolist()).toEqual([0.5, 0.5, 1.5]);
  },
  'Changes through `data`': () => {
    const x = row().requiresGrad_();
    const y = x.mul(x).sum();
    x.data.mul_(2);
    expect(() => y.backward()).toThrow(/modified by an inplace operation/);
  },
};

export const graph: Checks = {
  'Names without a namespace': () => {
    const x = leaf(2).mul(1.5);
    x.index([0]).mul_(2);
    expect(nodeNames(x)).toEqual(['CopySlices', 'MulBackward0', 'AccumulateGrad']);
  },
  'Circular padding': () => {
    const padded = F.pad(leaf(1, 1, 4), [1, 1], { mode: 'circular' });
    expect(nodeNames(padded)).toEqual(['CircularPad1DBackward0', 'AccumulateGrad']);
  },
  'Activations in place': () => {
    const leaky = new nn.LeakyReLU(0.1, { inplace: true }).forward(leaf(1).mul(1.5));
    expect(nodeNames(leaky)[0]).toBe('LeakyReluBackward0');
    expect(nodeNames(new nn.ELU(1, { inplace: true }).forward(leaf(1).mul(1.5)))[0]).toBe('EluBackward0');
  },
  Attention: () => {
    const x = leaf(2, 2);
    const names = nodeNames(F.scaledDotProductAttention(x, x, x));
    expect(names.slice(0, 4)).toEqual(['MmBackward0', 'SoftmaxBackward0', 'MulBackward0', 'MmBackward0']);
  },
  'Bilinear forms': () => {
    const names = nodeNames(F.bilinear(leaf(1, 2), leaf(1, 2), leaf(3, 2, 2)));
    expect(names.slice(0, 2)).toEqual(['SumBackward1', 'MulBackward0']);
    expect(names).not.toContain('TrilinearBackward0');
  },
  Distances: () => {
    const [x, y] = [leaf(2, 2), leaf(2, 2)];
    expect(nodeNames(x.dist(y)).slice(0, 2)).toEqual(['LinalgVectorNormBackward0', 'SubBackward0']);
    expect(nodeNames(torch.cdist(x, y)).slice(0, 2)).toEqual(['LinalgVectorNormBackward0', 'SubBackward0']);
  },
  'Comparisons in place': () => {
    expect(nodeNames(leaf(2).mul(1).gt_(0)).slice(0, 1)).toEqual(['CopyBackwards']);
  },
  'Floor division': async () => {
    const x = leaf(2);
    x.floorDivide(2).sum().backward();
    expect(await x.grad?.tolist()).toEqual([0, 0]);
  },
  'Gradients at NaN': async () => {
    for (const name of ['max', 'min', 'median'] as const) {
      const x = torch.tensor([1, NaN, 3], { requiresGrad: true });
      x[name]().backward();
      expect(await x.grad?.tolist()).toEqual([0, 0, 0]);
    }
  },
  'Shapes in place': () => {
    const names = ['t_', 'transpose_', 'unsqueeze_', 'squeeze_', 'resize_'];
    expect(names.filter((name) => name in leaf(2))).toEqual([]);
  },
};
