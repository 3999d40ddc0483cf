/** Runs in a page: training by eager steps and by replays of a recorded one. */
import * as tf from '@tensorflow/tfjs-core';
import { stepRecorder, type CommandCounts } from '../../../src/engine/recording/step-recorder.ts';
import type { Execution, RecordedStep } from '../../../src/engine/recorded-step.ts';
import { ResidentImages } from '../../../src/engine/resident-images.ts';
import { TrainingBackend } from '../../../src/engine/webgpu/training-backend.ts';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';
import { recordStep, tensorFromDevice } from '../../../src/torch/record-step.ts';
import { currentUsage, type Usage } from '../support/current-usage.ts';
import { startWebgpu } from '../support/start-webgpu.ts';

export type NetworkName = 'mlp' | 'cnn' | 'small';

/** What a training did. */
export interface Training {
  readonly execution: Execution;
  readonly reason: string | null;
  readonly losses: readonly number[];
  /** Of each parameter after the last step. */
  readonly gradients: readonly (readonly number[])[];
  /** Commands of the last step. */
  readonly counts: CommandCounts | null;
  /** Steps that were replays. */
  readonly replays: number;
}

const IMAGES = 256;
const imageShapes = { mlp: [28, 28, 1], cnn: [32, 32, 3], small: [12, 12, 3] } as const;

export async function start(): Promise<void> {
  await startWebgpu('software');
}

/** Trains with Adam on one data set, the same for all executions. */
export async function train(network: NetworkName, execution: Execution, steps: number, batch = 32): Promise<Training> {
  return await trainBatches(network, execution, new Array<number>(steps).fill(batch));
}

/** Trains on batches of which every fourth is smaller, as the last one of an epoch. */
export async function trainWithTails(execution: Execution): Promise<Training> {
  return await trainBatches(
    'small',
    execution,
    Array.from({ length: 24 }, (_, index) => (index % 4 === 3 ? 5 : 8)),
  );
}

async function trainBatches(network: NetworkName, execution: Execution, sizes: readonly number[]): Promise<Training> {
  const { step, model, run, dispose } = trainer(network, execution);
  let replays = 0;
  for (const [index, size] of sizes.entries()) {
    stepRecorder()?.takeCounts();
    await run(index, size);
    if (step.execution === 'graph') replays += 1;
  }
  const counts = stepRecorder()?.takeCounts() ?? null;
  const losses = (await step.takeResults()).map(([loss = NaN]) => loss);
  const gradients: number[][] = [];
  for (const { grad } of model.parameters()) gradients.push(grad ? [...((await grad.numpy()) as Float32Array)] : []);
  const { execution: ran, reason } = step;
  dispose();
  return { execution: ran, reason, losses, gradients, counts, replays };
}

interface Trainer {
  readonly step: RecordedStep;
  readonly model: torch.nn.Module;
  readonly optimizer: torch.optim.Optimizer;
  readonly run: (index: number, batch: number) => Promise<void>;
  readonly dispose: () => void;
}

function trainer(network: NetworkName, execution: Execution): Trainer {
  torch.manualSeed(1);
  const model = networks[network]();
  const optimizer = new torch.optim.Adam(model.parameters(), { lr: 0.001 });
  const criterion = new torch.nn.CrossEntropyLoss();
  const data = dataFor(network);
  const step = recordStep((indices) => {
    const { images, labels } = data.batch(indices.values as tf.Tensor1D);
    const targets = tensorFromDevice(labels);
    const outputs = model.forward(tensorFromDevice(images, [0, 2, 3, 1]));
    const loss = criterion.forward(outputs, targets);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return [loss.detach(), outputs.argmax(1).eq(targets).sum()];
  }, execution);
  const run = async (index: number, batch: number) => {
    const indices = Int32Array.from({ length: batch }, (_, image) => (index * 37 + image * 5) % IMAGES);
    const tensor = tf.tensor1d(indices, 'int32');
    await step.run([tensor]);
    tensor.dispose();
  };
  const dispose = () => {
    step.dispose();
    data.dispose();
    optimizer.dispose();
    model.dispose();
  };
  return { step, model, optimizer, run, dispose };
}

function dataFor(network: NetworkName): ResidentImages {
  const shape = imageShapes[network];
  const size = shape[0] * shape[1] * shape[2];
  const images = Uint8Array.from({ length: IMAGES * size }, (_, index) => (index * 7919 + (index >> 5)) % 256);
  const labels = Uint8Array.from({ length: IMAGES }, (_, index) => (index * 3) % 10);
  const values = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);
  return new ResidentImages({ images, labels, values }, shape);
}

const networks: Readonly<Record<NetworkName, () => torch.nn.Module>> = {
  mlp: () => {
    const { Flatten, Linear, ReLU, Sequential } = torch.nn;
    return new Sequential(new Flatten(), new Linear(784, 128), new ReLU(), new Linear(128, 10));
  },
  cnn: () => {
    const { Conv2d, Flatten, Linear, MaxPool2d, ReLU, Sequential } = torch.nn;
    return new Sequential(
      ...[new Conv2d(3, 32, 3), new ReLU(), new MaxPool2d(2)],
      ...[new Conv2d(32, 64, 3), new ReLU(), new MaxPool2d(2)],
      ...[new Conv2d(64, 64, 3), new ReLU()],
      ...[new Flatten(), new Linear(1024, 64), new ReLU(), new Linear(64, 10)],
    );
  },
  small: () => {
    const { BatchNorm2d, Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU, Sequential } = torch.nn;
    return new Sequential(
      ...[new Conv2d(3, 8, 3), new BatchNorm2d(8), new ReLU(), new MaxPool2d(2)],
      ...[new Conv2d(8, 12, 3, { padding: 1, stride: 2 }), new ReLU(), new Dropout(0.2)],
      ...[new Flatten(), new Linear(108, 10)],
    );
  },
};

/** Trains on a device that binds so little at once that the images stay on the host. */
export async function trainWithMinimalLimits(): Promise<Training> {
  const { device } = trainingBackend();
  const limits = new Proxy(device.limits, {
    get: (own, name) => (name === 'maxStorageBufferBindingSize' ? 100_000 : (Reflect.get(own, name, own) as unknown)),
  });
  Object.defineProperty(device, 'limits', { value: limits, configurable: true });
  try {
    return await train('mlp', 'graph', 8);
  } finally {
    Reflect.deleteProperty(device, 'limits');
  }
}

function trainingBackend(): TrainingBackend {
  const backend = tf.backend();
  if (!(backend instanceof TrainingBackend)) throw new Error('WebGPU did not start.');
  return backend;
}

/** Whether a clone of a weight keeps its values while replays change the weight. */
export async function snapshotSurvives(): Promise<{ before: number; snapshot: number; weight: number }> {
  const { model, run, dispose } = trainer('mlp', 'graph');
  for (let index = 0; index < 4; index++) await run(index, 8);
  const [weight] = model.parameters();
  if (!weight) throw new Error('The model has no parameters.');
  const copy = weight.detach().clone();
  const first = async (tensor: torch.Tensor) => Number(((await tensor.numpy()) as Float32Array)[0]);
  const before = await first(weight);
  for (let index = 4; index < 8; index++) await run(index, 8);
  const values = { before, snapshot: await first(copy), weight: await first(weight) };
  copy.dispose();
  dispose();
  return values;
}

/** Losses where the learning rate falls to 0 after some replays: from then on nothing is learned. */
export async function lossesOfSchedule(execution: Execution): Promise<number[]> {
  const { step, optimizer, dispose } = trainer('mlp', execution);
  for (let index = 0; index < 12; index++) {
    if (index === 8) for (const group of optimizer.paramGroups) group.lr = 0;
    const indices = tf.tensor1d(
      Int32Array.from({ length: 8 }, (_, image) => image),
      'int32',
    );
    await step.run([indices]);
    indices.dispose();
  }
  const losses = (await step.takeResults()).map(([loss = NaN]) => loss);
  dispose();
  return losses;
}

/** Why a step that decides by its values is not recorded, and what it computes all the same. */
export async function trainDeciding(): Promise<{ reason: string | null; results: number }> {
  const weight = tf.variable(tf.scalar(1));
  let calls = 0;
  const { RecordedStep } = await import('../../../src/engine/recorded-step.ts');
  const step = new RecordedStep(() => {
    calls += 1;
    // Another number from the host at each step, and nobody told the engine.
    tf.tidy(() => weight.assign(tf.mul(weight, calls)));
    return [tf.clone(weight)];
  }, 'graph');
  for (let index = 0; index < 8; index++) await step.run([]);
  const results = await step.takeResults();
  const { reason } = step;
  step.dispose();
  weight.dispose();
  return { reason, results: results.at(-1)?.[0] ?? NaN };
}

/** Usage before and after runs that are started, stopped after a few steps, and freed. */
export async function usageOfRuns(runs: number): Promise<Usage[]> {
  const usages = [currentUsage()];
  for (let index = 0; index < runs; index++) {
    const { run, dispose } = trainer('small', 'graph');
    for (let step = 0; step < 6; step++) await run(step, step === 3 ? 5 : 8);
    dispose();
    usages.push(currentUsage());
  }
  return usages;
}

export type KerasNetworkName = 'dense' | 'normalized';

/** What Keras's fit did. */
export interface Fit {
  /** Losses and accuracies, epoch by epoch. */
  readonly results: readonly number[];
  /** All weights and moving averages after it. */
  readonly weights: readonly number[];
  /** Steps that were replays. */
  readonly replays: number;
  /** Of the last step whose batch was a full one. */
  readonly dispatches: number;
}

const kerasNetworks: Readonly<Record<KerasNetworkName, () => keras.Sequential>> = {
  dense: () => {
    const { Dense } = keras.layers;
    return new keras.Sequential([
      keras.Input([20]),
      new Dense(16, { activation: 'relu', kernelInitializer: seeded(3) }),
      new Dense(4, { kernelInitializer: seeded(4) }),
    ]);
  },
  normalized: () => {
    const { BatchNormalization, Conv2D, Dense, Flatten, ReLU } = keras.layers;
    return new keras.Sequential([
      keras.Input([5, 4, 1]),
      new Conv2D(8, 3, { useBias: false, kernelInitializer: seeded(3) }),
      new BatchNormalization({ momentum: 0.9 }),
      ...[new ReLU(), new Flatten()],
      new Dense(4, { kernelInitializer: seeded(4) }),
    ]);
  },
};

function seeded(seed: number): keras.initializers.Initializer {
  return new keras.initializers.GlorotUniform({ seed });
}

/** Trains by Keras's fit: 70 samples in batches of 16, so that the last batch of an epoch has 6. */
export async function fitKeras(network: KerasNetworkName, runEagerly: boolean): Promise<Fit> {
  const model = kerasNetworks[network]();
  const loss = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true });
  model.compile({ optimizer: new keras.optimizers.Adam(), loss, metrics: ['accuracy'], runEagerly });
  let [replays, dispatches] = [0, 0];
  class Watching extends keras.callbacks.Callback {
    override wantsTrainBatchLogs(): boolean {
      return false;
    }

    override onTrainBatchEnd(batch: number): void {
      const counts = stepRecorder()?.takeCounts();
      if (batch === 3) dispatches = counts?.dispatches ?? NaN;
      if (model.trainFunction?.recorded?.execution === 'graph') replays += 1;
    }
  }
  const values = Float32Array.from({ length: 70 * 20 }, (_, index) => Math.sin(index));
  const x = tf.tensor(values, network === 'dense' ? [70, 20] : [70, 5, 4, 1]);
  const y = tf.tensor1d(
    Int32Array.from({ length: 70 }, (_, index) => index % 4),
    'int32',
  );
  const options = { batchSize: 16, epochs: 6, shuffle: false, verbose: 0, callbacks: [new Watching()] };
  const { history } = await model.fit(x, y, options);
  const weights: number[] = [];
  for (const weight of model.getWeights()) weights.push(...(await weight.data<'float32'>()));
  tf.dispose([x, y]);
  model.dispose();
  return { results: [...(history.loss ?? []), ...(history.accuracy ?? [])], weights, replays, dispatches };
}
