/** The losses of our runs, held against those of the exported programs, which the judge runs in the real frameworks. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadDataset, type Dataset } from '../../../src/datasets/load.ts';
import { tenFeatures } from '../../../src/datasets/ten-features.ts';
import { isTableName } from '../../../src/datasets/describe.ts';
import * as keras from '../../../src/keras/index.ts';
import * as interop from '../../../src/keras/interop/index.ts';
import { buildKerasModel } from '../../../src/training/build-keras-model.ts';
import { buildTorchModule } from '../../../src/training/build-torch-module.ts';
import { DialectProgress, type EpochMeans } from '../../../src/training/dialect-progress.ts';
import { Gate } from '../../../src/training/gate.ts';
import { ImageBatches } from '../../../src/training/image-batches.ts';
import type { TrainingSettings } from '../../../src/training/protocol.ts';
import { countTrainedImages } from '../../../src/training/settings-rules.ts';
import { trainWithKeras } from '../../../src/training/keras-trainer.ts';
import { trainWithTorch } from '../../../src/training/torch-trainer.ts';
import * as torch from '../../../src/torch/index.ts';
import { testSite } from '../datasets/site.ts';
import { exportCases } from '../support/exports.ts';
import { openCsv } from '../support/own-files.ts';
import { setJudgedWeights } from '../support/judged-weights.ts';
import { readCases } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const OF_SEED = ', from its seed';
const trainWith = { torch: trainWithTorch, keras: trainWithKeras };

describe.each(['torch', 'keras'] as const)('our losses are those of the export to %s', (framework) => {
  const goldens = readCases(framework, 'exports').filter(({ losses }) => losses !== undefined);

  test('there are some', () => expect(goldens.length).toBeGreaterThan(3));

  test.each(goldens)('$name', async ({ name, losses, tolerance = 0 }) => {
    const { settings } = exportCases.find((each) => name.startsWith(each.name)) ?? expect.fail('no such export');
    const before = tf.memory().numTensors;
    const ours = name.endsWith(OF_SEED)
      ? await lossesOfTrainer(framework, settings)
      : await lossesInOrder(framework, settings);
    const expected = (losses as number[]).map(Number);
    expect(ours).toHaveLength(expected.length);
    const differences = ours.map((loss, step) => Math.abs(loss - (expected[step] ?? NaN)));
    expect(Math.max(...differences)).toBeLessThan(tolerance);
    expect(tf.memory().numTensors).toBe(before);
  });
});

async function open(settings: TrainingSettings): Promise<Dataset> {
  if (typeof settings.dataset === 'object') return (await openCsv(settings.dataset.title)).dataset;
  if (isTableName(settings.dataset)) return tenFeatures();
  return await loadDataset(settings.dataset, settings, testSite().options);
}

function batchesOf({ train, height, width, channels }: Dataset, settings: TrainingSettings): ImageBatches {
  return new ImageBatches(train, [height, width, channels], settings.scaling, 0, countTrainedImages(settings));
}

/** The loss of each step of the page's own run: weights, order and what is dropped come from the seed. */
async function lossesOfTrainer(framework: 'torch' | 'keras', settings: TrainingSettings): Promise<number[]> {
  const dataset = await open(settings);
  const { train, test, height, width, channels, classNames } = dataset;
  const imageShape = [height, width, channels] as const;
  const fitted = countTrainedImages(settings);
  const progress = new StepLosses(framework, settings, fitted);
  await trainWith[framework]({
    settings,
    train: batchesOf(dataset, settings),
    validation: fitted < train.count ? new ImageBatches(train, imageShape, settings.scaling, fitted) : null,
    test: new ImageBatches(test, imageShape, settings.scaling),
    classCount: classNames.length,
    progress,
  });
  return progress.losses;
}

/** A progress that takes the loss of every step out of the means of the epoch. */
class StepLosses extends DialectProgress {
  readonly losses: number[] = [];
  #images = 0;
  #lossSum = 0;

  constructor(dialect: 'torch' | 'keras', { epochs, batchSize }: TrainingSettings, imagesPerEpoch: number) {
    const batchesPerEpoch = Math.ceil(imagesPerEpoch / batchSize);
    const run = { runId: 1, dialect, epochs, batchesPerEpoch, imagesPerEpoch } as const;
    super({ ...run, gate: new Gate(() => undefined), report: () => undefined, now: () => performance.now() });
  }

  override get wantsMeans(): boolean {
    return true;
  }

  override stepped(images: number, means: EpochMeans | null): Promise<void> {
    const lossSum = (means?.loss ?? NaN) * (this.#images + images);
    this.losses.push((lossSum - this.#lossSum) / images);
    this.#images += images;
    this.#lossSum = lossSum;
    return super.stepped(images, means);
  }

  override epochEnded(validation: EpochMeans | null): void {
    this.#images = this.#lossSum = 0;
    super.epochEnded(validation);
  }
}

/** The loss of each step from the judge's weights, over the images in their order. */
async function lossesInOrder(framework: 'torch' | 'keras', settings: TrainingSettings): Promise<number[]> {
  const dataset = await open(settings);
  const batches = batchesOf(dataset, settings);
  const module = buildTorchModule(settings, batches.imageShape);
  setJudgedWeights(module, settings.seed);
  const step = framework === 'torch' ? torchStep(module, settings) : kerasStep(module, settings, batches.imageShape);
  const losses: number[] = [];
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (const indices of batches.ranges(settings.batchSize)) {
      const { images, labels } = batches.at(indices);
      const x = tf.tensor4d(images, [indices.length, ...batches.imageShape]);
      losses.push(await step.run(x, labels));
      x.dispose();
    }
  }
  step.dispose();
  module.dispose();
  return losses;
}

interface TrainingStep {
  readonly run: (images: tf.Tensor4D, labels: Int32Array) => Promise<number>;
  readonly dispose: () => void;
}

function torchStep(module: torch.nn.Module, { optimizer: name, learningRate: lr }: TrainingSettings): TrainingStep {
  const criterion = new torch.nn.CrossEntropyLoss();
  const parameters = module.parameters();
  const optimizer =
    name === 'adam' ? new torch.optim.Adam(parameters, { lr }) : new torch.optim.SGD(parameters, { lr });
  const run = async (x: tf.Tensor4D, labels: Int32Array) => {
    const values = await x.data();
    const loss = torch.scope(() => {
      const images = torch.fromNumpy(Float32Array.from(values)).reshape(x.shape).permute([0, 3, 1, 2]);
      optimizer.zeroGrad();
      const loss = criterion.forward(module.forward(images), torch.tensor([...labels], { dtype: 'int64' }));
      loss.backward();
      optimizer.step();
      return loss.detach();
    });
    const value = Number(await loss.item());
    loss.dispose();
    return value;
  };
  return { run, dispose: () => optimizer.dispose() };
}

function kerasStep(
  module: torch.nn.Module,
  settings: TrainingSettings,
  imageShape: readonly [number, number, number],
): TrainingStep {
  const model = buildKerasModel(settings, imageShape);
  interop.copyToKeras(module.stateDict(), model);
  const { optimizer, learningRate } = settings;
  model.compile({
    optimizer:
      optimizer === 'adam' ? new keras.optimizers.Adam({ learningRate }) : new keras.optimizers.SGD({ learningRate }),
    loss: new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true }),
  });
  const run = async (x: tf.Tensor4D, labels: Int32Array) => {
    const y = tf.tensor1d(labels, 'int32');
    const loss = Number(await model.trainOnBatch(x, y));
    y.dispose();
    return loss;
  };
  return { run, dispose: () => model.dispose() };
}
