import { expect } from 'vitest';
import * as torch from '../../../../src/torch/index.ts';
import type { Checks } from './check.ts';
import { untyped, untypedNew } from './untyped.ts';

const { nn } = torch;
const F = nn.functional;

const integers = () => torch.tensor([1, 2]);

export const types: Checks = {
  'Three types': async () => {
    expect([torch.float32, torch.int64, torch.bool]).toEqual(['float32', 'int64', 'bool']);
    expect(await torch.tensor([1.5]).int().repr()).toBe('tensor([1])');
    expect(['double', 'half', 'float64'].filter((name) => name in torch || name in integers())).toEqual([]);
  },
  'Whole numbers': () => {
    expect(torch.tensor([1.0, 2.0]).dtype).toBe('int64');
    expect(torch.tensor([1.0, 2.5]).dtype).toBe('float32');
    expect(torch.tensor([1, 2], { dtype: torch.float32 }).dtype).toBe('float32');
    expect(torch.tensor([1, 2], { requiresGrad: true }).dtype).toBe('float32');
  },
  'Large integers': async () => {
    expect(
      await torch
        .tensor([2 ** 53 - 2])
        .add(1)
        .item(),
    ).toBe(2 ** 53 - 1);
    expect(() => torch.tensor([2 ** 31]).values).toThrow(torch.RuntimeError);
    const one = torch.tensor([0, 1.5]).argmax();
    expect(
      await one
        .mul(2 ** 30)
        .mul(2)
        .item(),
    ).toBe(-(2 ** 31));
  },
  'Integers as real numbers': () => {
    const x = integers();
    const converted = [F.gelu(x), F.dropout(x), x.norm(), F.mseLoss(x, x)];
    expect(new Set(converted.map(({ dtype }) => dtype))).toEqual(new Set(['float32']));
    for (const refused of [() => x.softmax(0), () => x.logSoftmax(0), () => x.mean(), () => x.std(), () => x.var()]) {
      expect(refused).toThrow(torch.RuntimeError);
    }
    expect(() => F.linear(x, torch.ones(3, 2))).toThrow(torch.RuntimeError);
    expect(() => F.conv2d(torch.ones(1, 1, 2, 2).long(), torch.ones(1, 1, 2, 2))).toThrow(torch.RuntimeError);
    expect(() => F.binaryCrossEntropy(torch.ones(2), torch.ones(2).long())).toThrow(torch.RuntimeError);
    expect(() => F.layerNorm(x, [2])).toThrow(torch.RuntimeError);
    expect(() => F.crossEntropy(x, torch.tensor(1))).toThrow(torch.RuntimeError);
    expect(() => torch.ones(2, 2).long().mm(torch.ones(2, 2))).toThrow(torch.RuntimeError);
  },
  'Arguments about devices and memory': () => {
    for (const name of ['device', 'layout', 'out', 'pinMemory', 'memoryFormat']) {
      expect(untyped(torch.add, integers(), 1, { [name]: 'cuda' }), name).toThrow(TypeError);
    }
  },
  'Names that nobody knows': () => {
    const unknown = { nobody: 1 };
    const x = integers();
    expect(untyped(torch.add, x, 1, unknown)).toThrow(/unexpected keyword argument 'nobody'/);
    expect(untyped(torch.zeros, [2], unknown)).not.toThrow();
    expect(untyped(F.relu, x, unknown)).not.toThrow();
    expect(untypedNew(nn.Linear, 1, 1, unknown)).not.toThrow();
    expect(untypedNew(torch.optim.SGD, [torch.ones(1)], unknown)).not.toThrow();
  },
  'Options of functions': async () => {
    const x = torch.ones(2, 2);
    const calls = [
      untyped(torch.mm, x, x, { outDtype: 'float32' }),
      untyped(torch.gather, x, 0, torch.zeros(1, 1).long(), { sparseGrad: true }),
      untyped(torch.cdist, x, x, { computeMode: 'use_mm_for_euclid_dist' }),
      untyped(torch.repeatInterleave, x, 2, { outputSize: 8 }),
    ];
    for (const call of calls) expect(call).toThrow(/unexpected keyword argument/);
    expect(await untyped(torch.unique, x, { dim: 0 })()).toHaveProperty('shape', [1]);
    const leaf = torch.ones(2).requiresGrad_();
    const batch = { gradOutputs: torch.ones(3, 2), isGradsBatched: true };
    expect(untyped(torch.autograd.grad, leaf.mul(2), leaf, batch)).toThrow(torch.RuntimeError);
  },
  Shapes: () => {
    expect(torch.zeros(2, 3).shape).toEqual([2, 3]);
    expect(torch).not.toHaveProperty('Size');
  },
  'Messages of errors': () => {
    const ofPyTorch = 'only Tensors of floating point dtype can require gradients';
    expect(() => torch.ones(1).long().requiresGrad_()).toThrow(`${ofPyTorch}. Convert it first: x.to(torch.float32).`);
  },
  'Norms of matrices': () => {
    for (const order of ['nuc', 2, -2] as const) {
      const norm = untyped(torch.linalg.matrixNorm, torch.ones(2, 2), order);
      expect(norm).toThrow(`Order ${order} not supported`);
    }
  },
  'Scattered products': () => {
    const scatter = () => torch.zeros(3).scatter(0, integers(), torch.ones(2), { reduce: 'multiply' });
    expect(scatter).toThrow(torch.RuntimeError);
  },
};

export const reading: Checks = {
  'One device': () => {
    const x = torch.zeros(2);
    expect(x.device).toBe('wasm');
    expect(x.to('cpu')).toBe(x);
    expect(() => x.to('cuda')).toThrow(torch.AssertionError);
    expect(() => x.to('mps')).toThrow(torch.RuntimeError);
    const layer = new nn.Linear(1, 1);
    const { weight } = layer;
    expect(layer.to('cuda').weight).toBe(weight);
  },
  Promises: async () => {
    const x = torch.tensor([1.5, 0, 1.5]);
    const promises = [
      x.sum().item(),
      x.tolist(),
      x.numpy(),
      x.repr(),
      x.equal(x),
      x.allclose(x),
      x.nonzero(),
      x.argwhere(),
      x.maskedSelect(x.gt(1)),
      x.unique(),
      x.long().bincount(),
      torch.where(x.gt(1)),
    ];
    expect(promises.every((promise) => promise instanceof Promise)).toBe(true);
    await Promise.all(promises);
  },
  'Numbers of a tensor with a gradient': async () => {
    const x = torch.tensor([1.5], { requiresGrad: true });
    expect(await x.numpy()).toEqual(Float32Array.of(1.5));
  },
};
