import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { nameClasses } from '../../../src/torch/nn/class-names.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

const { nn } = torch;

beforeAll(startWasm);

/** A user's module: two inputs, a layer used in `forward`, a parameter and a buffer. */
class Gate extends nn.Module {
  readonly linear = new nn.Linear(2, 2);
  readonly scale = new nn.Parameter([2, 3]);
  declare offset: torch.Tensor;

  constructor() {
    super();
    this.registerBuffer('offset', torch.ones(2));
    this.registerBuffer('scratch', torch.zeros(1), { persistent: false });
  }

  override forward(x: torch.Tensor, y: torch.Tensor): torch.Tensor {
    return this.linear.forward(x).mul(this.scale).add(y).add(this.offset);
  }
}

describe('a module of one’s own', () => {
  test('has its fields as parameters, buffers and submodules, its own before those below', () => {
    const gate = new Gate();
    expect([...gate.namedParameters()].map(([name]) => name)).toEqual(['scale', 'linear.weight', 'linear.bias']);
    expect([...gate.namedParameters({ prefix: 'gate', recurse: false })].map(([name]) => name)).toEqual(['gate.scale']);
    expect([...gate.namedBuffers()].map(([name]) => name)).toEqual(['offset', 'scratch']);
    expect(Object.keys(gate.stateDict())).toEqual(['scale', 'offset', 'linear.weight', 'linear.bias']);
    expect(gate.getSubmodule('linear')).toBe(gate.linear);
    expect(gate.getParameter('linear.weight')).toBe(gate.linear.weight);
    expect(gate.getBuffer('offset')).toBe(gate.offset);
    expect(() => gate.getSubmodule('other')).toThrow('Gate has no attribute `other`');
  });

  test('takes several inputs, and a new buffer in the place of the old', async () => {
    const gate = new Gate();
    const inputs = [torch.zeros(1, 2), torch.tensor([[1.5, 2.5]])] as const;
    const before = await gate.forward(...inputs).numpy();
    gate.offset = torch.tensor([11, 11], { dtype: 'float32' });
    const after = await gate.forward(...inputs).numpy();
    const moved = after.map((value, index) => value - (before[index] ?? 0));
    expectClose(moved, [10, 10], 1e-6);
    expect(gate.getBuffer('offset')).toBe(gate.offset);
  });

  test('keeps a buffer that a step makes anew, and not the old ones', async () => {
    const gate = new Gate();
    const after = Array.from({ length: 6 }, () => {
      torch.scope(() => {
        gate.offset = gate.offset.mul(0.5).add(1);
      });
      return tf.memory().numTensors;
    });
    expect(new Set(after).size).toBe(1);
    expect(await gate.offset.tolist()).toEqual([1.984375, 1.984375]);
  });

  test('has its buffers in fields, and names them in paths as the files of PyTorch do', () => {
    const layer = new nn.BatchNorm1d(2);
    const names = ['running_mean', 'running_var', 'num_batches_tracked'];
    expect([...layer.namedBuffers()].map(([name]) => name)).toEqual(names);
    expect(Object.keys(layer.stateDict())).toEqual(['weight', 'bias', ...names]);
    expect(layer.getBuffer('running_mean')).toBe(layer.runningMean);
    const posWeight = torch.tensor([2.5]);
    expect(new nn.BCEWithLogitsLoss({ posWeight }).stateDict()).toHaveProperty('pos_weight');
  });

  test('without a forward says what is missing', () => {
    expect(() => new nn.Module().forward(torch.ones(1))).toThrow(torch.NotImplementedError);
    expect(() => new nn.ModuleList().forward()).toThrow(
      'Module [ModuleList] is missing the required "forward" function',
    );
  });

  test('refuses names that are taken or no names', () => {
    const gate = new Gate();
    expect(() => gate.registerBuffer('train', null)).toThrow(torch.KeyError);
    expect(() => gate.registerParameter('a.b', null)).toThrow('name can\'t contain "."');
    expect(() => gate.addModule('', new nn.ReLU())).toThrow('empty string');
    expect(() => gate.registerBuffer('linear', null)).toThrow("attribute 'linear' already exists");
  });
});

describe('hooks', () => {
  test('run with forward and with call, in the order of their registration, and until removed', async () => {
    const relu = new nn.ReLU();
    const handles = [
      relu.registerForwardPreHook((_, [x]) => x?.mul(-1)),
      relu.registerForwardHook((_, __, output) => output.add(1)),
      relu.registerForwardHook((_, __, output) => output.mul(10)),
    ];
    expect(await relu.forward(torch.tensor([-2, 3])).tolist()).toEqual([30, 10]);
    expect(await relu.call(torch.tensor([-2, 3])).tolist()).toEqual([30, 10]);
    for (const handle of handles) handle.remove();
    expect(await relu.forward(torch.tensor([-2, 3])).tolist()).toEqual([0, 3]);
  });

  test('of a subclass run once, and not for super.forward', () => {
    class Loud extends nn.ReLU {
      override forward(x: torch.Tensor): torch.Tensor {
        return super.forward(x).add(1);
      }
    }
    const loud = new Loud();
    let calls = 0;
    loud.registerForwardHook(() => (calls += 1));
    new nn.Sequential(loud).forward(torch.ones(1));
    expect(calls).toBe(1);
  });

  test('of backward see the gradients of inputs and output, and may replace those of the inputs', async () => {
    const linear = new nn.Linear(2, 1, { bias: false });
    linear.loadStateDict({ weight: torch.tensor([[3, 4]]) });
    const seen: unknown[] = [];
    const handle = linear.registerFullBackwardHook((module, gradInput, gradOutput) => {
      seen.push(module === linear, gradInput[0]?.numpySync(), gradOutput[0]?.numpySync());
      return [gradInput[0]?.mul(2) ?? null];
    });
    const x = torch.tensor([[1, 1]], { requiresGrad: true });
    linear.forward(x).mul(5).backward(torch.ones(1, 1));
    expect(seen).toEqual([true, Float32Array.of(15, 20), Float32Array.of(5)]);
    expect(await x.grad?.tolist()).toEqual([[30, 40]]);
    handle.remove();
    linear.forward(x).backward(torch.ones(1, 1));
    expect(seen).toHaveLength(3);
  });

  test('of backward run where no input requires a gradient', () => {
    const linear = new nn.Linear(2, 1);
    const seen: unknown[] = [];
    linear.registerFullBackwardHook((_, gradInput) => seen.push(gradInput));
    linear.forward(torch.ones(1, 2)).backward(torch.ones(1, 1));
    expect(seen).toEqual([[null]]);
    expect(linear.weight.grad).not.toBeNull();
  });
});

describe('loadStateDict', () => {
  test('names every problem as PyTorch does', () => {
    const load = () => new nn.Linear(2, 3).loadStateDict({ weight: torch.ones(2, 2), extra: torch.ones(1) });
    expect(load).toThrow(torch.RuntimeError);
    expect(load).toThrow(
      'Error(s) in loading state_dict for Linear:\n\tMissing key(s) in state_dict: "bias". \n\tUnexpected key(s) in ' +
        'state_dict: "extra". \n\tsize mismatch for weight: copying a param with shape torch.Size([2, 2]) from ' +
        'checkpoint, the shape in current model is torch.Size([3, 2]).',
    );
  });

  test('copies also a weight that lies otherwise in memory, and integers into floats', async () => {
    const conv = new nn.Conv2d(2, 3, 2, { bias: false });
    const weight = torch.arange(24).reshape(3, 2, 2, 2);
    conv.loadStateDict({ weight });
    expect(await conv.weight.tolist()).toEqual(await weight.tolist());
    expect(conv.weight.order).toEqual([2, 3, 1, 0]);
  });
});

describe('containers', () => {
  test('are read by place and by name, changed, and named anew', () => {
    const [a, b, c] = [new nn.ReLU(), new nn.Tanh(), new nn.Sigmoid()];
    const model = new nn.Sequential({ act: a, out: b });
    expect([model.at(0), model.at(-1), model.length]).toEqual([a, b, 2]);
    expect(Reflect.get(model, 'act')).toBe(a);
    model.append(c);
    expect([...model.namedChildren()].map(([name]) => name)).toEqual(['act', 'out', '2']);
    expect(() => model.at(3)).toThrow(torch.IndexError);
    const list = new nn.ModuleList([a, b]);
    list.insert(1, c);
    expect([...list]).toEqual([a, c, b]);
    expect(list[2]).toBe(b);
    Reflect.set(list, 0, c);
    expect(list.at(0)).toBe(c);
    expect(list.pop(0)).toBe(c);
    expect([...list]).toEqual([c, b]);
    expect([...list.namedChildren()].map(([name]) => name)).toEqual(['0', '1']);
    const dict = new nn.ModuleDict({ x: a, y: b });
    expect([[...dict.keys()], dict.pop('x'), dict.length, dict.has('y')]).toEqual([['x', 'y'], a, 1, true]);
    expect(() => dict.get('z')).toThrow(torch.KeyError);
    expect(() => dict.set('train', a)).toThrow("attribute 'train' already exists");
  });

  test('print as PyTorch prints them', () => {
    class Net extends nn.Module {
      readonly a = new nn.ModuleList([new nn.Linear(2, 2), new nn.Linear(2, 2), new nn.ReLU()]);
      readonly d = new nn.ModuleDict({ x: new nn.Linear(1, 1), y: new nn.Dropout() });
      readonly p = new nn.ParameterList([torch.ones(2), torch.ones(3, 2)]);
    }
    expect(String(new Net())).toBe(`Net(
  (a): ModuleList(
    (0-1): 2 x Linear(in_features=2, out_features=2, bias=True)
    (2): ReLU()
  )
  (d): ModuleDict(
    (x): Linear(in_features=1, out_features=1, bias=True)
    (y): Dropout(p=0.5, inplace=False)
  )
  (p): ParameterList(
      (0): Parameter containing: [torch.float32 of size 2]
      (1): Parameter containing: [torch.float32 of size 3x2]
  )
)`);
    expect([...new Net().namedParameters()].map(([name]) => name)).toContain('p.1');
  });
});

/** Lines that PyTorch 2.13 prints. */
const LINES: readonly (readonly [torchModule: () => torch.nn.Module, line: string])[] = [
  [() => new nn.Conv1d(1, 2, 3), 'Conv1d(1, 2, kernel_size=(3,), stride=(1,))'],
  [
    () => new nn.Conv2d(4, 4, [3, 5], { stride: [1, 2], padding: [1, 2], dilation: 2, groups: 2 }),
    'Conv2d(4, 4, kernel_size=(3, 5), stride=(1, 2), padding=(1, 2), dilation=(2, 2), groups=2)',
  ],
  [
    () => new nn.ConvTranspose2d(2, 4, [3, 2], 2, { padding: 1, groups: 2, bias: false, dilation: 2 }),
    'ConvTranspose2d(2, 4, kernel_size=(3, 2), stride=(2, 2), padding=(1, 1), dilation=(2, 2), groups=2, bias=False)',
  ],
  [() => new nn.AvgPool1d(2), 'AvgPool1d(kernel_size=(2,), stride=(2,), padding=(0,))'],
  [() => new nn.AdaptiveAvgPool2d([2, null]), 'AdaptiveAvgPool2d(output_size=(2, None))'],
  [
    () => new nn.BatchNorm2d(3, { momentum: null, affine: false, trackRunningStats: false }),
    'BatchNorm2d(3, eps=1e-05, momentum=None, affine=False, bias=False, track_running_stats=False)',
  ],
  [
    () => new nn.BatchNorm1d(3, 1e-3),
    'BatchNorm1d(3, eps=0.001, momentum=0.1, affine=True, bias=True, track_running_stats=True)',
  ],
  [
    () => new nn.LayerNorm([2, 3], { bias: false }),
    'LayerNorm((2, 3), eps=1e-05, elementwise_affine=True, bias=False)',
  ],
  [() => new nn.GroupNorm(2, 4), 'GroupNorm(2, 4, eps=1e-05, affine=True, bias=True)'],
  [
    () => new nn.InstanceNorm2d(3),
    'InstanceNorm2d(3, eps=1e-05, momentum=0.1, affine=False, bias=False, track_running_stats=False)',
  ],
  [() => new nn.Dropout2d({ inplace: true }), 'Dropout2d(p=0.5, inplace=True)'],
  [() => new nn.Unflatten(1, [2, 3]), 'Unflatten(dim=1, unflattened_size=(2, 3))'],
  [() => new nn.Upsample({ scaleFactor: 2 }), "Upsample(scale_factor=2.0, mode='nearest')"],
  [() => new nn.Upsample([2, 3]), "Upsample(size=(2, 3), mode='nearest')"],
  [() => new nn.PReLU(3, { init: 0.1 }), 'PReLU(num_parameters=3)'],
  [() => new nn.ELU(2, true), 'ELU(alpha=2, inplace=True)'],
  [() => new nn.Hardtanh(-2, 3.5, true), 'Hardtanh(min_val=-2, max_val=3.5, inplace=True)'],
  [() => new nn.Hardswish(true), 'Hardswish()'],
  [() => new nn.Threshold(0.1, 20), 'Threshold(threshold=0.1, value=20)'],
  [() => new nn.Softshrink(), 'Softshrink(0.5)'],
  [() => new nn.LazyConv2d(3, 2), 'LazyConv2d(0, 3, kernel_size=(2, 2), stride=(1, 1))'],
  [() => new nn.Bilinear(1, 2, 3), 'Bilinear(in1_features=1, in2_features=2, out_features=3, bias=True)'],
];

test.each(LINES.map(([make, line]) => [line, make] as const))('prints %s', (line, make) => {
  expect(String(make())).toBe(line);
});

test('lazy layers become plain ones at their first input', () => {
  const lazy = new nn.LazyConv2d(3, 2);
  expect([...lazy.parameters()].every((parameter) => parameter instanceof nn.UninitializedParameter)).toBe(true);
  expect(() => lazy.weight.mul(2)).toThrow('uninitialized parameter');
  expect(lazy.forward(torch.ones(1, 5, 4, 4)).shape).toEqual([1, 3, 3, 3]);
  expect(String(lazy)).toBe('Conv2d(5, 3, kernel_size=(2, 2), stride=(1, 1))');
  expect(lazy.weight.shape).toEqual([3, 5, 2, 2]);
});

test('a hundred steps leave as many tensors as one, and dispose frees them all', () => {
  const atStart = tf.memory().numTensors;
  const model = new nn.Sequential(
    new nn.Conv2d(2, 4, 3, { padding: 1 }),
    new nn.BatchNorm2d(4),
    new nn.ReLU(),
    new nn.MaxPool2d(3, 2),
    new nn.Dropout(0.2),
    new nn.Flatten(),
    new nn.Linear(4, 3),
  );
  const step = () =>
    torch.scope(() => {
      const x = torch.ones(2, 2, 4, 4);
      model.zeroGrad();
      model.forward(x).mul(2).backward(torch.ones(2, 3));
    });
  step();
  const afterFirst = tf.memory().numTensors;
  for (let count = 0; count < 100; count++) step();
  expect(tf.memory().numTensors).toBe(afterFirst);
  model.dispose();
  expect(tf.memory().numTensors).toBe(atStart);
});

test('a class that a build has renamed prints under the name of its export', () => {
  const exported = { Doubling: class a extends nn.Sequential {} };
  nameClasses(exported);
  expect(String(new exported.Doubling())).toBe('Doubling()');
});
