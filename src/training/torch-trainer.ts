import type * as tf from '@tensorflow/tfjs-core';
import * as torch from '../torch/index.ts';
import type { RecordedStep } from '../engine/recorded-step.ts';
import { ResidentImages } from '../engine/resident-images.ts';
import { statesInput } from '../network/stated-input.ts';
import { recordStep, tensorFromDevice } from '../torch/record-step.ts';
import { buildTorchModule } from './build-torch-module.ts';
import type { EpochMeans } from './dialect-progress.ts';
import { inspectTorchModule } from './inspection/torch-network.ts';
import { readTorchWeights, writeTorchWeights } from './inspection/weights.ts';
import { imagesTensor } from './torch-images.ts';
import { evaluate, type Evaluation } from './evaluation.ts';
import type { ImageBatches } from './image-batches.ts';
import type { EpochReport, ExecutionName, TrainingSettings } from './protocol.ts';
import { TrainingError } from './training-error.ts';
import { trainerResult, type TrainerContext, type TrainerResult } from './trainer.ts';

/** Images [N, C, H, W] lie in memory as N, H, W, C. */
const CHANNELS_LAST = [0, 2, 3, 1] as const;

/** What a run writes into the loop, at the places where a PyTorch program would have it. */
export interface TorchLoopAdditions {
  /** Before the first step. */
  begin?(model: torch.nn.Module, optimizer: torch.optim.Optimizer): void;
  beforeEpoch?(): void;
  beforeStep?(): void;
  afterStep?(): void;
  /** After the validation of an epoch. @returns whether the training ends here. */
  afterEpoch?(report: EpochReport): boolean;
  /** After the last step, before the test. */
  end?(): void;
}

/** The PyTorch way: a Module, a loss, an optimizer, and the loop written out. */
export async function trainWithTorch(
  context: TrainerContext,
  additions: TorchLoopAdditions = {},
): Promise<TrainerResult> {
  const { settings, train, test, progress, initialWeights } = context;
  torch.manualSeed(settings.seed);
  const model = buildTorchModule(settings, train.imageShape);
  const optimizer = createOptimizer(settings, model);
  try {
    requireStatedInputs(model, context);
    if (initialWeights) writeTorchWeights(model, initialWeights);
    const parameterCount = [...model.parameters()].reduce((total, parameter) => total + parameter.numel(), 0);
    additions.begin?.(model, optimizer);
    await progress.started(parameterCount, inspectTorchModule(model, settings.layers, train.imageShape));
    await trainEpochs(model, optimizer, context, additions);
    additions.end?.();
    const evaluation = await evaluateModule(model, test, context);
    context.keep?.(await readTorchWeights(model));
    return trainerResult(progress, evaluation, parameterCount);
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

/**
 * Refuses a module that was told other input sizes than come to it, by what the module itself says to a batch of zeros.
 *
 * @throws {TrainingError} of kind `network`.
 */
function requireStatedInputs(model: torch.nn.Module, { settings, train }: TrainerContext): void {
  if (!settings.layers.some((layer) => statesInput(layer) && layer.statedInput !== undefined)) return;
  const [height, width, channels] = train.imageShape;
  try {
    torch
      .scope(() => torch.noGrad(() => model.forward(torch.zeros(settings.batchSize, channels, height, width))))
      .dispose();
  } catch (error) {
    if (!(error instanceof torch.RuntimeError)) throw error;
    throw new TrainingError({
      kind: 'network',
      message: `PyTorch raises a RuntimeError: ${error.message}`,
      fix: 'State the size that comes to the layer, or choose the style Keras, which infers it.',
    });
  }
}

async function trainEpochs(
  model: torch.nn.Module,
  optimizer: torch.optim.Optimizer,
  context: TrainerContext,
  additions: TorchLoopAdditions,
): Promise<void> {
  const { settings, train, validation, progress } = context;
  const loader = new torch.utils.data.DataLoader(indicesOf(train), { batchSize: settings.batchSize, shuffle: true });
  const images = new ResidentImages(train.stored, train.imageShape);
  const step = trainStep(model, optimizer, images, settings.execution);
  try {
    for (let epoch = 0; epoch < settings.epochs; epoch++) {
      model.train();
      additions.beforeEpoch?.();
      const means = new EpochSums();
      for (const indices of loader) {
        const count = indices.shape[0] ?? 0;
        additions.beforeStep?.();
        await step.run([indices.values]);
        additions.afterStep?.();
        indices.dispose();
        means.willAdd(count);
        const isRead = step.execution === 'eager' || progress.wantsMeans;
        await progress.stepped(count, isRead ? means.add(await step.takeResults()) : null, step);
      }
      await progress.epochTrained();
      progress.epochEnded(validation && (await evaluateModule(model, validation, context)));
      if (additions.afterEpoch?.(progress.lastEpoch)) break;
    }
  } finally {
    step.dispose();
    images.dispose();
  }
}

/** One step of the loop that every PyTorch program writes: from the indices of a batch to its loss and correct images. */
function trainStep(
  model: torch.nn.Module,
  optimizer: torch.optim.Optimizer,
  data: ResidentImages,
  execution: ExecutionName,
): RecordedStep {
  const criterion = new torch.nn.CrossEntropyLoss();
  return recordStep((indices) => {
    const batch = data.batch(indices.values as tf.Tensor1D);
    const images = tensorFromDevice(batch.images, CHANNELS_LAST);
    const labels = tensorFromDevice(batch.labels);
    const outputs = model.forward(images);
    const loss = criterion.forward(outputs, labels);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return [loss.detach(), outputs.argmax(1).eq(labels).sum()];
  }, execution);
}

/** Loss and accuracy over the images of an epoch, from results that may come for several steps at once. */
class EpochSums {
  readonly #waiting: number[] = [];
  #images = 0;
  #loss = 0;
  #correct = 0;

  /** Says how many images the next step has whose results are not there yet. */
  willAdd(images: number): void {
    this.#waiting.push(images);
  }

  /** @param results loss and correct images of steps, in their order. */
  add(results: readonly (readonly number[])[]): EpochMeans {
    for (const [loss = NaN, correct = NaN] of results) {
      const images = this.#waiting.shift() ?? 0;
      this.#images += images;
      this.#loss += loss * images;
      this.#correct += correct;
    }
    return { loss: this.#loss / this.#images, accuracy: this.#correct / this.#images };
  }
}

async function evaluateModule(
  model: torch.nn.Module,
  batches: ImageBatches,
  context: TrainerContext,
): Promise<Evaluation> {
  model.eval();
  return await evaluate(batches, context, async (images, count) => {
    const logits = torch.scope(() =>
      torch.noGrad(() => model.forward(imagesTensor(images, batches.imageShape, count))),
    );
    const values = await logits.numpy();
    logits.dispose();
    return values;
  });
}

/** The indices of images, in place of these, which are on the device. */
function indicesOf({ length }: ImageBatches): torch.utils.data.BatchedDataset<torch.Tensor> {
  return { length, getItems: (indices) => torch.tensor([...indices]) };
}

function createOptimizer(settings: TrainingSettings, model: torch.nn.Module): torch.optim.Optimizer {
  const options = { lr: settings.learningRate };
  const parameters = model.parameters();
  return settings.optimizer === 'adam'
    ? new torch.optim.Adam(parameters, options)
    : new torch.optim.SGD(parameters, options);
}
