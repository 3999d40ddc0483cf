/**
 * The same networks in both dialects, from the same weights, over the same batches. Knows neither Node nor a test runner,
 * so that every backend can be asked, in a page as well. tests/judges/one_truth.py says the same to the real frameworks.
 */
import * as tf from '@tensorflow/tfjs-core';
import { Mt19937 } from '../../../src/engine/random/mt19937.ts';
import * as keras from '../../../src/keras/index.ts';
import * as interop from '../../../src/keras/interop/index.ts';
import * as torch from '../../../src/torch/index.ts';

const STEPS = 10;
const { layers } = keras;
const { nn, optim } = torch;

type Optimizer = Parameters<typeof interop.kerasOptimizer>[0];
type MakeOptimizer = (parameters: Iterable<torch.Tensor>) => Optimizer;

interface Pair {
  readonly module: torch.nn.Sequential;
  readonly model: keras.Sequential;
}

interface Network {
  readonly name: string;
  /** Of the weights and the data. */
  readonly seed: number;
  readonly batchSize: number;
  /** Of one sample in PyTorch, [C, H, W] of an image. */
  readonly sampleShape: readonly number[];
  /** How many classes there are, or null where a number is the target. */
  readonly classes: number | null;
  readonly build: () => Pair;
}

/** One network trained by one optimizer. */
export interface Experiment {
  readonly name: string;
  readonly network: Network;
  readonly makeOptimizer: MakeOptimizer;
  /** Largest `distance` of a tensor of the state after the training. The losses differ by less than 1e-5 in any case. */
  readonly stateTolerance: number;
}

const linearRegression: Network = {
  name: 'linear regression',
  seed: 3,
  batchSize: 8,
  sampleShape: [3],
  classes: null,
  build: () => ({
    module: new nn.Sequential(new nn.Linear(3, 1)),
    model: keras.sequential([keras.Input([3]), layers.dense(1)]),
  }),
};

const perceptron: Network = {
  name: 'MLP with BatchNorm',
  seed: 5,
  batchSize: 16,
  sampleShape: [12],
  classes: 3,
  build: () => {
    const norm = new nn.BatchNorm1d(16);
    const module = new nn.Sequential(
      new nn.Linear(12, 16, { bias: false }),
      norm,
      new nn.ReLU(),
      new nn.Dropout(0),
      new nn.Linear(16, 8),
      new nn.ReLU(),
      new nn.Linear(8, 3),
    );
    const model = keras.sequential([
      keras.Input([12]),
      layers.dense(16, { useBias: false }),
      interop.kerasNormalization(norm),
      layers.reLU(),
      layers.dropout(0),
      layers.dense(8, 'relu'),
      layers.dense(3),
    ]);
    return { module, model };
  },
};

/** The network of the lesson on CIFAR-10. */
const convolutional: Network = {
  name: 'CNN for CIFAR-10',
  seed: 7,
  batchSize: 4,
  sampleShape: [3, 32, 32],
  classes: 10,
  build: () => {
    const module = new nn.Sequential(
      new nn.Conv2d(3, 32, 3),
      new nn.ReLU(),
      new nn.MaxPool2d(2),
      new nn.Conv2d(32, 64, 3),
      new nn.ReLU(),
      new nn.MaxPool2d(2),
      new nn.Conv2d(64, 64, 3),
      new nn.ReLU(),
      new nn.Flatten(),
      new nn.Linear(1024, 64),
      new nn.ReLU(),
      new nn.Linear(64, 10),
    );
    const model = keras.sequential([
      keras.Input([32, 32, 3]),
      layers.conv2d(32, 3, { activation: 'relu' }),
      layers.maxPooling2d(2),
      layers.conv2d(64, 3, { activation: 'relu' }),
      layers.maxPooling2d(2),
      layers.conv2d(64, 3, { activation: 'relu' }),
      layers.flatten(),
      layers.dense(64, 'relu'),
      layers.dense(10),
    ]);
    return { module, model };
  },
};

type Choice = Omit<Experiment, 'name' | 'network'>;

const EQUAL = 1e-5;
/** Where epsilon counts, beside gradients as small as it, Keras has it in another place. */
const EPSILON = 1e-3;

const sgd: Choice = {
  makeOptimizer: (parameters) => new optim.SGD(parameters, { lr: 0.02, momentum: 0.9 }),
  stateTolerance: EQUAL,
};

const adam: Choice = {
  makeOptimizer: (parameters) => new optim.Adam(parameters, { lr: 0.001 }),
  stateTolerance: EQUAL,
};

const others: Readonly<Record<string, Choice>> = {
  'SGD with Nesterov': {
    makeOptimizer: (parameters) => new optim.SGD(parameters, { lr: 0.02, momentum: 0.9, nesterov: true }),
    stateTolerance: EQUAL,
  },
  AdamW: {
    makeOptimizer: (parameters) => new optim.AdamW(parameters, { lr: 0.001, weightDecay: 0.1 }),
    stateTolerance: EQUAL,
  },
  RMSprop: {
    makeOptimizer: (parameters) => new optim.RMSprop(parameters, { lr: 0.001, momentum: 0.5, centered: true }),
    stateTolerance: EPSILON,
  },
  Adagrad: {
    makeOptimizer: (parameters) => new optim.Adagrad(parameters, { lr: 0.01, lrDecay: 0.1 }),
    stateTolerance: EQUAL,
  },
  Adadelta: { makeOptimizer: (parameters) => new optim.Adadelta(parameters), stateTolerance: EQUAL },
};

/** Every network by SGD and Adam, the small ones by the other optimizers too. */
export const experiments: readonly Experiment[] = [
  ...experimentsOf(linearRegression, { SGD: sgd, Adam: adam, ...others }),
  ...experimentsOf(perceptron, { SGD: sgd, Adam: adam, ...others }),
  ...experimentsOf(convolutional, {
    SGD: sgd,
    Adam: { ...adam, stateTolerance: EPSILON },
    'Adam with a small epsilon': {
      makeOptimizer: (parameters) => new optim.Adam(parameters, { lr: 0.001, eps: 1e-12 }),
      stateTolerance: EQUAL,
    },
  }),
];

function experimentsOf(network: Network, choices: Readonly<Record<string, Choice>>): Experiment[] {
  return Object.entries(choices).map(([optimizerName, choice]) => ({
    name: `${network.name}, ${optimizerName}`,
    network,
    ...choice,
  }));
}

/** The values of one tensor of the state after the training, as PyTorch orders them. */
interface TrainedTensor {
  readonly name: string;
  readonly torch: readonly number[];
  readonly keras: readonly number[];
}

/** The loss of each step in both dialects, and the state after the last. */
export interface Comparison {
  readonly torchLosses: readonly number[];
  readonly kerasLosses: readonly number[];
  readonly state: readonly TrainedTensor[];
}

/** Trains a network in both dialects on the backend that runs. */
export async function compareDialects({ network, makeOptimizer }: Experiment): Promise<Comparison> {
  const numbers = new Numbers(network.seed);
  const { module, model } = network.build();
  setParameters(module, numbers);
  interop.copyToKeras(module.stateDict(), model);
  const optimizer = makeOptimizer(module.parameters());
  model.compile({ optimizer: interop.kerasOptimizer(optimizer), loss: kerasLoss(network) });
  const torchLosses: number[] = [];
  const kerasLosses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const [x, y] = nextBatch(network, numbers);
    torchLosses.push(await trainTorch(network, module, optimizer, x, y));
    kerasLosses.push(await trainKeras(model, x, y));
    x.dispose();
    y.dispose();
  }
  const state = await trainedState(network, module, model);
  optimizer.dispose();
  module.dispose();
  model.dispose();
  return { torchLosses, kerasLosses, state };
}

/** The largest difference of losses from those expected, each against its size. */
export function largestDifference(actual: readonly number[], expected: readonly number[]): number {
  return Math.max(
    ...expected.map((value, index) => Math.abs((actual[index] ?? Infinity) - value) / Math.abs(value)),
    actual.length === expected.length ? 0 : Infinity,
  );
}

/** How far the values of both dialects lie apart, ‖torch - keras‖ / ‖torch‖. */
export function distance({ torch: ours, keras: theirs }: TrainedTensor): number {
  if (ours.length !== theirs.length) return Infinity;
  return norm(ours.map((value, index) => value - (theirs[index] ?? Infinity))) / norm(ours);
}

function norm(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0));
}

/** Numbers that NumPy's old generator gives as well. */
class Numbers {
  readonly #generator: Mt19937;

  constructor(seed: number) {
    this.#generator = new Mt19937(seed);
  }

  /** Uniform in [center - reach, center + reach). */
  uniform(count: number, center: number, reach: number): Float32Array {
    return Float32Array.from({ length: count }, () => center + reach * (this.#generator.nextUint32() / 2 ** 31 - 1));
  }

  /** Whole numbers below `limit`. */
  integers(count: number, limit: number): number[] {
    return Array.from({ length: count }, () => this.#generator.nextUint32() % limit);
  }
}

/** Weights as PyTorch draws them, biases within 0.1, and factors of a normalization from 0.5 to 1.5. */
function setParameters(module: torch.nn.Module, numbers: Numbers): void {
  for (const [name, parameter] of module.namedParameters()) {
    const [center, reach] = name.endsWith('bias')
      ? [0, 0.1]
      : parameter.ndim === 1
        ? [1, 0.5]
        : [0, 1 / Math.sqrt(parameter.numel() / parameter.size(0))];
    const values = numbers.uniform(parameter.numel(), center, reach);
    torch.scope(() => {
      parameter.data = torch.fromNumpy(values).reshape(parameter.shape);
    });
  }
}

/** Samples and targets of a step. Belong to the caller. */
function nextBatch({ batchSize, sampleShape, classes }: Network, numbers: Numbers): [torch.Tensor, torch.Tensor] {
  return torch.scope(() => {
    const count = sampleShape.reduce((product, length) => product * length, batchSize);
    const x = torch.fromNumpy(numbers.uniform(count, 0.5, 0.5)).reshape([batchSize, ...sampleShape]);
    const y = classes
      ? torch.tensor(numbers.integers(batchSize, classes), { dtype: 'int64' })
      : torch.fromNumpy(numbers.uniform(batchSize, 0, 1)).reshape([batchSize, 1]);
    return [x, y];
  });
}

async function trainTorch(
  { classes }: Network,
  module: torch.nn.Module,
  optimizer: Optimizer,
  x: torch.Tensor,
  y: torch.Tensor,
): Promise<number> {
  const criterion = classes ? new nn.CrossEntropyLoss() : new nn.MSELoss();
  const loss = torch.scope(() => {
    optimizer.zeroGrad();
    const loss = criterion.forward(module.forward(x), y);
    loss.backward();
    optimizer.step();
    return loss.detach();
  });
  const value = Number(await loss.item());
  loss.dispose();
  return value;
}

function kerasLoss({ classes }: Network): keras.losses.Loss {
  return classes
    ? new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true })
    : new keras.losses.MeanSquaredError();
}

async function trainKeras(model: keras.Sequential, x: torch.Tensor, y: torch.Tensor): Promise<number> {
  const samples = x.ndim === 4 ? interop.toChannelsLast(x) : tf.tidy(() => tf.clone(x.values));
  const targets = tf.tidy(() => tf.clone(y.values));
  const loss = await model.trainOnBatch(samples, targets);
  tf.dispose([samples, targets]);
  return Number(loss);
}

/** The state of both dialects by the names of PyTorch. */
async function trainedState(network: Network, module: torch.nn.Module, model: keras.Model): Promise<TrainedTensor[]> {
  const empty = network.build();
  const copied = empty.module.stateDict();
  interop.copyToTorch(model, copied);
  const trained: TrainedTensor[] = [];
  for (const [name, tensor] of Object.entries(module.stateDict())) {
    if (name.endsWith('num_batches_tracked')) continue;
    const values = [...((await copied[name]?.numpy()) ?? [])];
    trained.push({
      name,
      torch: [...(await tensor.numpy())],
      keras: name.endsWith('running_var') ? values.map((value) => unbiased(value, network.batchSize)) : values,
    });
  }
  empty.module.dispose();
  empty.model.dispose();
  return trained;
}

/** PyTorch's running variance: of what the batches added, N - 1 parts are N. A part of it is still the 1 of the start. */
function unbiased(movingVariance: number, batchSize: number): number {
  const start = 0.9 ** STEPS;
  return start + ((movingVariance - start) * batchSize) / (batchSize - 1);
}
