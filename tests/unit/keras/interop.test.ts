/** Copying between the dialects: what both compute afterwards is the same, and what does not fit is told. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import {
  copyToKeras,
  copyToTorch,
  kerasNormalization,
  kerasOptimizer,
  toChannelsFirst,
  toChannelsLast,
} from '../../../src/keras/interop/index.ts';
import * as torch from '../../../src/torch/index.ts';
import { expectClose, SeededNumbers } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

const { layers } = keras;
const { nn, optim } = torch;

beforeAll(startWasm);

interface Network {
  readonly name: string;
  /** Of a batch in PyTorch. */
  readonly inputShape: readonly number[];
  readonly indices?: boolean;
  /** Whether Keras has the images as PyTorch has them. */
  readonly channelsFirst?: boolean;
  readonly modules: () => torch.nn.Module[];
  readonly layers: () => keras.Layer[];
}

const networks: readonly Network[] = [
  {
    name: 'Linear',
    inputShape: [4, 3],
    modules: () => [new nn.Linear(3, 5), new nn.Linear(5, 2, { bias: false })],
    layers: () => [layers.dense(5), layers.dense(2, { useBias: false })],
  },
  {
    name: 'Conv2d with groups, an uneven kernel and strides',
    inputShape: [2, 4, 7, 6],
    modules: () => [new nn.Conv2d(4, 6, [2, 3], { groups: 2, stride: 2 })],
    layers: () => [layers.conv2d(6, [2, 3], { groups: 2, strides: 2 })],
  },
  {
    name: 'Conv2d of each channel',
    inputShape: [2, 3, 6, 5],
    modules: () => [new nn.Conv2d(3, 6, [3, 2], { groups: 3 })],
    layers: () => [layers.depthwiseConv2d([3, 2], { depthMultiplier: 2 })],
  },
  {
    name: 'ConvTranspose2d',
    inputShape: [2, 3, 4, 5],
    modules: () => [new nn.ConvTranspose2d(3, 4, [3, 2], { stride: 2 })],
    layers: () => [layers.conv2dTranspose(4, [3, 2], { strides: 2 })],
  },
  {
    name: 'BatchNorm1d',
    inputShape: [4, 3],
    modules: () => [new nn.BatchNorm1d(3)],
    layers: () => [kerasNormalization(new nn.BatchNorm1d(3))],
  },
  {
    name: 'BatchNorm2d without a learned factor and offset',
    inputShape: [2, 3, 4, 5],
    modules: () => [new nn.BatchNorm2d(3, { affine: false })],
    layers: () => [kerasNormalization(new nn.BatchNorm2d(3, { affine: false }))],
  },
  {
    name: 'LayerNorm of features',
    inputShape: [4, 3],
    modules: () => [new nn.LayerNorm(3)],
    layers: () => [kerasNormalization(new nn.LayerNorm(3))],
  },
  {
    name: 'LayerNorm of images',
    inputShape: [2, 3, 4, 5],
    modules: () => [new nn.LayerNorm([3, 4, 5])],
    layers: () => [kerasNormalization(new nn.LayerNorm([3, 4, 5]))],
  },
  {
    name: 'Embedding, whose rows are flattened in the same order',
    inputShape: [4, 3],
    indices: true,
    modules: () => [new nn.Embedding(10, 6), new nn.Flatten(), new nn.Linear(18, 2)],
    layers: () => [layers.embedding(10, 6), layers.flatten(), layers.dense(2)],
  },
  {
    name: 'flattened images, which pass a BatchNorm1d',
    inputShape: [4, 3, 5, 2],
    modules: () => [
      new nn.Conv2d(3, 4, 2),
      new nn.Flatten(),
      new nn.BatchNorm1d(16),
      new nn.ReLU(),
      new nn.Linear(16, 16),
      new nn.Linear(16, 2),
    ],
    layers: () => [
      layers.conv2d(4, 2),
      layers.flatten(),
      kerasNormalization(new nn.BatchNorm1d(16)),
      layers.reLU(),
      layers.dense(16),
      layers.dense(2),
    ],
  },
  {
    name: 'features that become images, which pass a BatchNorm1d',
    inputShape: [4, 5],
    modules: () => [
      new nn.Linear(5, 24),
      new nn.BatchNorm1d(24),
      new nn.ReLU(),
      new nn.Unflatten(1, [4, 3, 2]),
      new nn.ConvTranspose2d(4, 2, 2),
    ],
    layers: () => [
      layers.dense(24),
      kerasNormalization(new nn.BatchNorm1d(24)),
      layers.reLU(),
      layers.reshape([3, 2, 4]),
      layers.conv2dTranspose(2, 2),
    ],
  },
  {
    name: 'a Linear from images to images',
    inputShape: [4, 3, 2, 5],
    modules: () => [new nn.Flatten(), new nn.Linear(30, 12), new nn.Unflatten(1, [2, 3, 2])],
    layers: () => [layers.flatten(), layers.dense(12), layers.reshape([3, 2, 2])],
  },
  {
    name: 'images with channels first, which Flatten moves to the end',
    inputShape: [4, 3, 4, 3],
    channelsFirst: true,
    modules: () => [new nn.Conv2d(3, 4, 2), new nn.LayerNorm([4, 3, 2]), new nn.Flatten(), new nn.Linear(24, 2)],
    layers: () => [
      layers.conv2d(4, 2, { dataFormat: 'channels_first' }),
      kerasNormalization(new nn.LayerNorm([4, 3, 2])),
      layers.flatten('channels_first'),
      layers.dense(2),
    ],
  },
  {
    name: 'images with channels first, which are flattened as they are and come back',
    inputShape: [4, 3, 2, 5],
    channelsFirst: true,
    modules: () => [
      new nn.Flatten(),
      new nn.Linear(30, 12),
      new nn.Unflatten(1, [2, 3, 2]),
      new nn.ConvTranspose2d(2, 3, 2),
    ],
    layers: () => [
      layers.flatten(),
      layers.dense(12),
      layers.reshape([2, 3, 2]),
      layers.conv2dTranspose(3, 2, { dataFormat: 'channels_first' }),
    ],
  },
];

function build({ inputShape, indices = false, channelsFirst = false, modules, layers: make }: Network) {
  const [channels = 1, ...spatial] = inputShape.slice(1);
  const shape = spatial.length === 2 && !channelsFirst ? [...spatial, channels] : inputShape.slice(1);
  const input = keras.Input(shape, { dtype: indices ? 'int32' : 'float32' });
  return { module: new nn.Sequential(...modules()).eval(), model: keras.sequential([input, ...make()]) };
}

/** Other values than those of the start, all of them positive, as a variance must be. */
function scramble(module: torch.nn.Module, numbers: SeededNumbers): void {
  for (const tensor of Object.values(module.stateDict())) {
    if (tensor.dtype !== 'float32') continue;
    const values = numbers.uniform(tensor.numel()).map((value) => 0.6 + value / 2);
    tensor.data = torch.fromNumpy(values).reshape(tensor.shape);
  }
}

function batch({ inputShape, indices = false }: Network, numbers: SeededNumbers): torch.Tensor {
  const count = inputShape.reduce((product, length) => product * length, 1);
  const values = Array.from({ length: count }, () => numbers.integer(0, 9));
  return indices
    ? torch.tensor(values, { dtype: 'int64' }).reshape(inputShape)
    : torch.fromNumpy(numbers.uniform(count)).reshape(inputShape);
}

/** What a model makes of a batch of PyTorch, row by row as PyTorch has it. */
function outputsOf(model: keras.Sequential, x: torch.Tensor, channelsFirst = false): Promise<ArrayLike<number>> {
  const [output] = [model.predictOnBatch(x.ndim === 4 && !channelsFirst ? toChannelsLast(x) : x.values)].flat();
  if (!output) return expect.fail('no output');
  return output.rank === 4 && !channelsFirst ? toChannelsFirst(output).numpy() : output.data();
}

describe('a copied network computes the same', () => {
  test.each(networks.map((network) => [network.name, network] as const))('%s', async (_, network) => {
    const numbers = new SeededNumbers(4);
    const { module, model } = build(network);
    scramble(module, numbers);
    copyToKeras(module.stateDict(), model);
    const x = batch(network, numbers);
    const expected = await module.forward(x).numpy();
    expectClose(await outputsOf(model, x, network.channelsFirst), expected, 1e-6);
    const copy = build(network).module;
    copyToTorch(model, copy.stateDict());
    expect(await copy.forward(x).numpy()).toEqual(expected);
    for (const [name, tensor] of Object.entries(module.stateDict())) {
      expect(await copy.stateDict()[name]?.tolist(), name).toEqual(await tensor.tolist());
    }
  });
});

test('copying leaves no tensors behind', () => {
  for (const network of networks) {
    const { module, model } = build(network);
    const before = tf.memory().numTensors;
    copyToKeras(module.stateDict(), model);
    copyToTorch(model, module.stateDict());
    expect(tf.memory().numTensors, network.name).toBe(before);
  }
});

describe('what does not fit is told with both layers and their shapes', () => {
  const input = () => keras.Input([3]);
  const images = () => keras.Input([4, 4, 2]);

  function copying(module: torch.nn.Module, model: keras.Model): () => void {
    return () => copyToKeras(module.stateDict(), model);
  }

  test('another number of layers', () => {
    const model = keras.sequential([input(), layers.dense(2, { name: 'head' })]);
    expect(copying(new nn.Sequential(new nn.Linear(3, 2), new nn.Linear(2, 2)), model)).toThrow(
      "copyToKeras: the state dict has 2 modules with a state (module '0' with weight [2, 3], bias [2], " +
        "module '1' with weight [2, 2], bias [2]), the model 1 layers with weights (Dense 'head' with kernel [3, 2], " +
        'bias [2]). Build both with the same layers in the same order.',
    );
  });

  test('other sizes, and then nothing is copied', async () => {
    const model = keras.sequential([input(), layers.dense(4), layers.dense(2, { name: 'head' })]);
    const module = new nn.Sequential(new nn.Linear(3, 4), new nn.Linear(4, 5));
    const before = await model.getWeights()[0]?.data();
    const problem =
      "module '1' with weight [5, 4], bias [5] does not fit Dense 'head' with kernel [4, 2], bias [2]: the kernel [4, 2] of " +
      'the layer is a weight [2, 4] in PyTorch, not [5, 4]. Build both with the same sizes.';
    expect(copying(module, model)).toThrow(`copyToKeras: ${problem}`);
    expect(() => copyToTorch(model, module.stateDict())).toThrow(`copyToTorch: ${problem}`);
    expect(await model.getWeights()[0]?.data()).toEqual(before);
  });

  test('a bias that only one of them has', () => {
    const model = () => keras.sequential([input(), layers.dense(2, { name: 'head' })]);
    expect(copying(new nn.Sequential(new nn.Linear(3, 2, { bias: false })), model())).toThrow(
      "does not fit Dense 'head' with kernel [3, 2], bias [2]: there is nothing for bias. Build both with or without it.",
    );
    const withoutBias = keras.sequential([input(), layers.dense(2, { useBias: false })]);
    expect(copying(new nn.Linear(3, 2), withoutBias)).toThrow(
      'the layer has nothing for bias. Build both with or without it.',
    );
  });

  test('a layer that PyTorch has as two', () => {
    const model = keras.sequential([images(), layers.separableConv2d(2, 3, { name: 'both' })]);
    expect(copying(new nn.Conv2d(2, 2, 3), model)).toThrow(
      'only Dense, Conv2D, DepthwiseConv2D, Conv2DTranspose, BatchNormalization, LayerNormalization, Embedding can be copied.',
    );
  });

  test('flattened images that are joined', () => {
    const first = images();
    const joined = layers.concatenate().apply([first, first].map((image) => layers.flatten().apply(image)));
    const model = keras.model({ inputs: first, outputs: layers.dense(2).apply(joined) });
    expect(copying(new nn.Linear(64, 2), model)).toThrow('joins flattened images');
  });

  test('layers that want images in both layouts', () => {
    const first = layers.conv2d(4, 2, { dataFormat: 'channels_first' });
    const model = keras.sequential([images(), first, layers.conv2d(4, 2)]);
    expect(copying(new nn.Sequential(new nn.Conv2d(4, 4, 2), new nn.Conv2d(1, 4, 2)), model)).toThrow(
      'the layers want images as channels_first and as channels_last. Give all of them the same dataFormat.',
    );
  });

  test('a subclass, whose layers have no order', () => {
    class Own extends keras.Model {
      readonly head = layers.dense(2);
    }
    expect(copying(new nn.Linear(3, 2), new Own())).toThrow(
      'is not known. Build a Sequential with an Input, or a functional model.',
    );
  });
});

describe('images', () => {
  test('move between the layouts and back', async () => {
    const images = torch.arange(24).to('float32').reshape([1, 2, 3, 4]);
    const moved = toChannelsLast(images);
    expect(moved.shape).toEqual([1, 3, 4, 2]);
    expect([...(await moved.data())].slice(0, 4)).toEqual([0, 12, 1, 13]);
    const back = toChannelsFirst(moved);
    moved.dispose();
    expect(await back.tolist()).toEqual(await images.tolist());
  });

  test('have four axes', () => {
    expect(() => toChannelsLast(torch.zeros([2, 3, 4]))).toThrow(
      'toChannelsLast: expected images [N, C, H, W], got [2, 3, 4].',
    );
    expect(() => toChannelsFirst(tf.zeros([3, 4]))).toThrow(
      'toChannelsFirst: expected images [N, H, W, C], got [3, 4].',
    );
  });
});

describe('normalizations', () => {
  test('keep epsilon and momentum', () => {
    const batchNorm = kerasNormalization(new nn.BatchNorm1d(3, { eps: 0.02, momentum: 0.25 })).getConfig();
    expect(batchNorm).toMatchObject({ epsilon: 0.02, momentum: 0.75, scale: true, center: true });
    const layerNorm = kerasNormalization(new nn.LayerNorm([3, 4, 5], { eps: 0.03, bias: false })).getConfig();
    expect(layerNorm).toMatchObject({ epsilon: 0.03, axis: [-3, -2, -1], scale: true, center: false });
  });

  test.each([
    ['a mean over all batches', () => new nn.BatchNorm1d(3, { momentum: null }), 'with a constant momentum'],
    ['no running statistics', () => new nn.BatchNorm1d(3, { trackRunningStats: false }), 'with a constant momentum'],
    ['two axes', () => new nn.LayerNorm([3, 4]), 'a LayerNorm over [3, 4] has other axes'],
  ] as const)('of Keras do not have %s', (_, build, message) => {
    expect(() => kerasNormalization(build())).toThrow(message);
  });
});

describe('optimizers', () => {
  const parameter = () => new nn.Parameter([1, 2]);

  test('make the same first step for gradients as small as epsilon', async () => {
    const weights = parameter();
    const optimizer = new optim.Adam([weights], { lr: 0.5, eps: 1e-3 });
    const variable = tf.variable(tf.tensor([1, 2]));
    weights.grad = torch.tensor([1e-3, -2e-4]);
    kerasOptimizer(optimizer).apply([tf.tensor([1e-3, -2e-4])], [variable]);
    optimizer.step();
    expect(await weights.tolist()).not.toEqual([1, 2]);
    expectClose(await variable.data(), await weights.numpy(), 1e-6);
  });

  test('keep their options', () => {
    const build = (optimizer: Parameters<typeof kerasOptimizer>[0]) => kerasOptimizer(optimizer).getConfig();
    expect(build(new optim.SGD([parameter()], { lr: 0.2, momentum: 0.8, nesterov: true }))).toMatchObject({
      learningRate: 0.2,
      momentum: 0.8,
      nesterov: true,
    });
    expect(build(new optim.AdamW([parameter()], { betas: [0.8, 0.75], eps: 1e-6, amsgrad: true }))).toMatchObject({
      beta1: 0.8,
      beta2: 0.75,
      epsilon: 5e-7,
      amsgrad: true,
      weightDecay: 0.01,
    });
    expect(build(new optim.Adadelta([parameter()], { lr: 0.3, rho: 0.7, eps: 1e-5 }))).toMatchObject({
      learningRate: 0.3,
      rho: 0.7,
      epsilon: 1e-5,
    });
  });

  test.each([
    ['groups', () => new optim.SGD([{ params: [parameter()] }, { params: [parameter()] }]), '2 groups of parameters'],
    ['maximize', () => new optim.Adam([parameter()], { maximize: true }), 'maximize'],
    ['dampening', () => new optim.SGD([parameter()], { momentum: 0.9, dampening: 0.1 }), 'a dampening of 0.1'],
    ['weight decay', () => new optim.Adam([parameter()], { weightDecay: 0.1 }), 'a weight decay of 0.1 inside of'],
  ] as const)('of Keras do not have %s', (_, build, message) => {
    expect(() => kerasOptimizer(build())).toThrow(`kerasOptimizer: the optimizers of Keras do not have ${message}`);
  });
});
