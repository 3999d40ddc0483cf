import { expect } from 'vitest';
import * as torch from '../../../../src/torch/index.ts';
import { transforms } from '../../../../src/torchvision/index.ts';
import type { Checks } from './check.ts';
import { untypedNew } from './untyped.ts';

const { DataLoader, defaultCollate } = torch.utils.data;
const { InterpolationMode, Pad, ToTensor } = transforms;

export const data: Checks = {
  'Loading processes': () => {
    const loader = new DataLoader([1.5, 2.5], { numWorkers: 4 });
    expect([...loader].map((batch) => batch.shape)).toEqual([[1], [1]]);
    expect(loader).not.toHaveProperty('prefetchFactor');
  },
  'Numbers in a batch': () => {
    expect(defaultCollate([1.0, 2.0]).dtype).toBe('int64');
    expect(defaultCollate([1.5, 2.0]).dtype).toBe('float32');
  },
};

export const randomNumbers: Checks = {
  'One generator': async () => {
    torch.manualSeed(0);
    const numbers = await torch.rand(3).repr();
    expect(numbers).toBe('tensor([0.4963, 0.7682, 0.0885])');
  },
  'State of a generator': async () => {
    const state = torch.getRngState();
    expect(state).not.toBeInstanceOf(torch.Tensor);
    const before = await torch.rand(2).tolist();
    torch.setRngState(state);
    expect(await torch.rand(2).tolist()).toEqual(before);
  },
  Seeds: () => {
    const generator = new torch.Generator();
    expect(generator.seed()).toBeLessThan(2 ** 53);
    expect(generator.manualSeed(7).initialSeed()).toBe(7);
    expect(generator.manualSeed(2n ** 60n).initialSeed()).toBe(2n ** 60n);
  },
  'Order in memory': async () => {
    torch.manualSeed(0);
    const rows = await torch.zeros(3, 2).uniform_().tolist();
    torch.manualSeed(0);
    expect(await torch.zeros(2, 3).t().uniform_().tolist()).toEqual(rows);
  },
  'Long permutations': () => {
    expect(() => torch.randperm(214_748_364)).toThrow(torch.RuntimeError);
  },
};

export const images: Checks = {
  'Bytes of an image': async () => {
    const image = new ToTensor().forward({ data: Uint8Array.of(255, 0), height: 1, width: 2 });
    expect(await image.tolist()).toEqual([[[1, 0]]]);
  },
  'Padding of images': () => {
    expect(untypedNew(Pad, 1, 0, 'symmetric')).toThrow(torch.ValueError);
  },
  'Resizing of images': () => {
    expect(Object.keys(InterpolationMode)).toEqual(['NEAREST', 'BILINEAR']);
  },
};
