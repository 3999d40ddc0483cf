import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../keras/index.ts';
import { orderOfEpoch } from '../keras/random/seed-generator.ts';
import { buildKerasModel } from './build-keras-model.ts';
import type { DialectProgress } from './dialect-progress.ts';
import { evaluate, type Evaluation } from './evaluation.ts';
import { inspectKerasModel } from './inspection/keras-network.ts';
import { readKerasWeights, writeKerasWeights } from './inspection/weights.ts';
import type { ImageBatches } from './image-batches.ts';
import type { OptimizerName } from './protocol.ts';
import { trainerResult, type TrainerContext, type TrainerResult } from './trainer.ts';

/** What a run adds to `compile` and `fit`. */
export interface KerasAdditions {
  /** In place of the learning rate of the settings: a schedule by steps. */
  readonly learningRate?: keras.optimizers.schedules.LearningRateSchedule | undefined;
  /** Called in their order, before the one that tells the progress. */
  readonly callbacks?: readonly keras.callbacks.Callback[];
}

/** The Keras way: a Sequential model, compile, fit with callbacks, predict. */
export async function trainWithKeras(context: TrainerContext, additions: KerasAdditions = {}): Promise<TrainerResult> {
  const { settings, train, validation, test, progress, initialWeights } = context;
  const { batchSize, epochs } = settings;
  const model = buildKerasModel(settings, train.imageShape);
  try {
    if (initialWeights) writeKerasWeights(model, initialWeights);
    model.compile({
      optimizer: createOptimizer(settings.optimizer, additions.learningRate ?? settings.learningRate),
      loss: new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true }),
      metrics: ['accuracy'],
      runEagerly: settings.execution === 'eager',
    });
    await progress.started(model.countParams(), inspectKerasModel(model, train.imageShape));
    await model.fit(new ImageDataset(train, batchSize, settings.seed), {
      epochs,
      verbose: 0,
      callbacks: [...(additions.callbacks ?? []), new ProgressCallback(model, progress, train.length, batchSize)],
      // It would shuffle the batches; the data set shuffles the images.
      shuffle: false,
      ...(validation && { validationData: new ImageDataset(validation, batchSize) }),
    });
    const evaluation = await evaluateModel(model, test, context);
    context.keep?.(await readKerasWeights(model));
    return trainerResult(progress, evaluation, model.countParams());
  } finally {
    model.dispose();
  }
}

/** Batches of images and labels, which become tensors when their step comes. */
class ImageDataset extends keras.utils.PyDataset {
  readonly #images: ImageBatches;
  readonly #batchSize: number;
  readonly #order: Uint32Array;

  /**
   * @param seed of the order in which `fit` takes arrays after `set_random_seed`; without one, images come in the order in
   * which they are.
   */
  constructor(images: ImageBatches, batchSize: number, seed: number | null = null) {
    super();
    this.#images = images;
    this.#batchSize = batchSize;
    const { length } = images;
    this.#order = seed === null ? Uint32Array.from({ length }, (_, index) => index) : orderOfEpoch(length, seed);
  }

  override get length(): number {
    return Math.ceil(this.#images.length / this.#batchSize);
  }

  override getItem(index: number): [tf.Tensor, tf.Tensor] {
    const indices = this.#order.subarray(index * this.#batchSize, (index + 1) * this.#batchSize);
    const { images, labels } = this.#images.at(indices);
    return [toTensor(images, this.#images, indices.length), tf.tensor1d(labels, 'int32')];
  }
}

/** Hands what fit tells to the progress of the run, which pauses and stops it between two batches. */
class ProgressCallback extends keras.callbacks.Callback {
  readonly #model: keras.Model;
  readonly #progress: DialectProgress;
  readonly #images: number;
  readonly #batchSize: number;

  /** @param images an epoch. */
  constructor(model: keras.Model, progress: DialectProgress, images: number, batchSize: number) {
    super();
    this.#model = model;
    this.#progress = progress;
    this.#images = images;
    this.#batchSize = batchSize;
  }

  /** Reading them after every batch would keep the device waiting. */
  override wantsTrainBatchLogs(): boolean {
    return this.#progress.wantsMeans;
  }

  override onTrainBatchEnd(batch: number, { loss, accuracy }: keras.callbacks.Logs = {}): Promise<void> {
    const images = Math.min(this.#batchSize, this.#images - batch * this.#batchSize);
    const means = loss === undefined || accuracy === undefined ? null : { loss, accuracy };
    return this.#progress.stepped(images, means, this.#model.trainFunction?.recorded ?? null);
  }

  override onTestBatchEnd(): Promise<void> {
    return this.#progress.evaluated();
  }

  override async onEpochEnd(
    _: number,
    { val_loss: loss, val_accuracy: accuracy }: keras.callbacks.Logs = {},
  ): Promise<void> {
    await this.#progress.epochTrained();
    this.#progress.epochEnded(loss === undefined || accuracy === undefined ? null : { loss, accuracy });
  }
}

async function evaluateModel(model: keras.Model, batches: ImageBatches, context: TrainerContext): Promise<Evaluation> {
  return await evaluate(batches, context, async (images, count) => {
    const logits = tf.tidy(() => model.predictOnBatch(toTensor(images, batches, count)) as tf.Tensor);
    const values = await logits.data();
    logits.dispose();
    return values;
  });
}

/** Images [N, H, W, C]. */
function toTensor(images: Float32Array, { imageShape }: ImageBatches, count: number): tf.Tensor {
  return tf.tensor4d(images, [count, ...imageShape]);
}

function createOptimizer(
  optimizer: OptimizerName,
  learningRate: number | keras.optimizers.schedules.LearningRateSchedule,
): keras.optimizers.Optimizer {
  return optimizer === 'adam'
    ? new keras.optimizers.Adam({ learningRate })
    : new keras.optimizers.SGD({ learningRate });
}
