import { expect } from 'vitest';
import * as torch from '../../../../src/torch/index.ts';
import type { Checks } from './check.ts';
import { untyped } from './untyped.ts';

const { nn, optim } = torch;
const F = nn.functional;

const weights = () => [torch.ones(1).requiresGrad_()];

export const modules: Checks = {
  'A module is called by its method': () => {
    const model = new nn.Identity();
    const seen: string[] = [];
    model.registerForwardHook(() => void seen.push('hook'));
    const x = torch.ones(1);
    model.forward(x);
    model.call(x);
    expect(seen).toEqual(['hook', 'hook']);
  },
  'Names of buffers': () => {
    const layer = new nn.BatchNorm2d(1);
    const names = ['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked'];
    expect(Object.keys(layer.stateDict())).toEqual(names);
    expect(layer.getBuffer('running_mean')).toBe(layer.runningMean);
  },
  'Lazy parameters': () => {
    const layer = new nn.LazyLinear(2);
    const { weight } = layer;
    layer.forward(torch.ones(1, 3));
    expect(layer.weight).not.toBe(weight);
    expect(layer.weight.shape).toEqual([2, 3]);
  },
  'Max pooling and NaN': async () => {
    const pooled = F.maxPool1d(torch.tensor([[[NaN, 1.5, 2.5, 3.5]]]), 2);
    const [first] = await pooled.numpy();
    expect(first).not.toBeNaN();
  },
  'Indices of pooling': async () => {
    const images = torch.tensor([[[[1.5, 2.5]]]]);
    expect(untyped(F.maxPool2d, images, [1, 2], { returnIndices: true })()).toBeInstanceOf(torch.Tensor);
    const [, indices] = F.maxPool2dWithIndices(images, [1, 2]);
    expect(await indices.tolist()).toEqual([[[[1]]]]);
  },
  'Statistics of single images': () => {
    const options = { affine: true, bias: false, trackRunningStats: true };
    const layer = Reflect.construct(nn.InstanceNorm2d, [1, options]) as torch.nn.InstanceNorm2d;
    expect([...layer.buffers()]).toEqual([]);
    expect([...layer.parameters()]).toHaveLength(2);
  },
  'Sparse gradients': async () => {
    const layer = Reflect.construct(nn.Embedding, [3, 1, { sparse: true }]) as torch.nn.Embedding;
    layer
      .forward(torch.tensor([1]))
      .sum()
      .backward();
    expect(await layer.weight.grad?.tolist()).toEqual([[0], [1], [0]]);
  },
  Interpolation: () => {
    const resize = (shape: number[], mode: string) =>
      untyped(F.interpolate, torch.ones(...shape), { scaleFactor: 2, mode });
    const images = [1, 1, 2, 2];
    for (const mode of ['nearest', 'bilinear']) expect(resize(images, mode)).not.toThrow();
    for (const mode of ['bicubic', 'area', 'nearest-exact']) {
      expect(resize(images, mode), mode).toThrow(torch.NotImplementedError);
    }
    const smooth = { scaleFactor: 0.5, mode: 'bilinear', antialias: true } as const;
    expect(() => F.interpolate(torch.ones(images), { ...smooth, alignCorners: true })).toThrow(torch.ValueError);
    expect(resize([1, 1, 2], 'nearest')).toThrow(torch.NotImplementedError);
    expect(resize([1, 1, 2, 2, 2], 'nearest')).toThrow(torch.NotImplementedError);
  },
};

export const optimizers: Checks = {
  'Capital letters': () => {
    const { CosineAnnealingLR, CosineAnnealingWarmRestarts } = optim.lrScheduler;
    const optimizer = new optim.SGD(weights(), { lr: 0.1 });
    expect(new CosineAnnealingLR(optimizer, { TMax: 5 }).stateDict()).toMatchObject({ TMax: 5 });
    const restarts = new CosineAnnealingWarmRestarts(optimizer, { T0: 5, TMult: 2 });
    expect(restarts.stateDict()).toMatchObject({ T0: 5, TMult: 2 });
    const inSmallLetters = Reflect.construct(CosineAnnealingLR, [
      optimizer,
      { tMax: 5 },
    ]) as torch.optim.lrScheduler.LRScheduler;
    expect(inSmallLetters.stateDict()).toMatchObject({ TMax: 5 });
  },
  'Own schedulers': () => {
    class Half extends optim.lrScheduler.LRScheduler {
      constructor(optimizer: torch.optim.SGD, starts: boolean) {
        super(optimizer);
        if (starts) this.start();
      }

      override getLr(): number[] {
        return this.baseLrs.map((rate) => rate / 2);
      }
    }
    const optimizer = new optim.SGD(weights(), { lr: 0.5 });
    new Half(optimizer, false);
    expect(optimizer.paramGroups[0]?.lr).toBe(0.5);
    new Half(optimizer, true);
    expect(optimizer.paramGroups[0]?.lr).toBe(0.25);
  },
  "Names in an optimizer's state": () => {
    const parameters = weights();
    const optimizer = new optim.Adam(parameters, { lr: 0.1, weightDecay: 0.5 });
    parameters[0]?.sum().backward();
    optimizer.step();
    const { state, paramGroups } = optimizer.stateDict();
    expect(Object.keys(state[0] ?? {})).toEqual(['step', 'expAvg', 'expAvgSq']);
    expect(paramGroups[0]).toMatchObject({ weightDecay: 0.5 });
  },
  'Ways to compute': async () => {
    const update = async (ways: object) => {
      const parameters = [torch.tensor([1.5], { requiresGrad: true })];
      const optimizer = new optim.Adam(parameters, { lr: 0.1, ...ways });
      parameters[0]?.sum().backward();
      optimizer.step();
      return parameters[0]?.tolist();
    };
    const ways = { foreach: true, fused: true, capturable: true, differentiable: true };
    expect(await update(ways)).toEqual(await update({}));
  },
};
