import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, Logs } from '@tensorflow/tfjs-layers';
import { Mt19937 } from '../engine/random/mt19937.ts';
import { randomPermutation } from '../engine/random/permutation.ts';
import { BatchDataset, type Batch } from '../keras/batch-dataset.ts';
import { sparseCategoricalAccuracy } from '../keras/sparse-categorical-accuracy.ts';
import { sparseCategoricalCrossentropy } from '../keras/sparse-categorical-crossentropy.ts';
import { buildKerasModel } from './build-keras-model.ts';
import { Evaluation } from './evaluation.ts';
import type { ImageBatches } from './image-batches.ts';
import type { EpochReport, TrainingSettings } from './protocol.ts';
import { trainerResult, type TrainerContext, type TrainerResult } from './trainer.ts';

/** The Keras way: a Sequential model, compile, fit with a callback, predict. */
export async function trainWithKeras(context: TrainerContext): Promise<TrainerResult> {
  const { settings, train, progress } = context;
  const model = buildKerasModel(settings, train.imageShape);
  const optimizer = createOptimizer(settings);
  try {
    model.compile({ optimizer, loss: sparseCategoricalCrossentropy, metrics: [sparseCategoricalAccuracy] });
    await progress.started(model.countParams());
    const lastEpoch = await fit(model, context);
    const evaluation = await evaluate(model, context.test, context);
    return trainerResult(lastEpoch, evaluation, model.countParams());
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

async function fit(model: LayersModel, context: TrainerContext): Promise<EpochReport> {
  const { batchSize, epochs, seed } = context.settings;
  const { train } = context;
  const generator = new Mt19937(seed);
  const shuffled = new BatchDataset(
    train.length,
    batchSize,
    (indices) => toBatch(train, indices),
    () => randomPermutation(train.length, generator),
  );
  const monitor = new FitMonitor(model, context);
  await model.fitDataset(shuffled, {
    epochs,
    yieldEvery: 'never',
    callbacks: {
      onBatchEnd: (_, logs) => monitor.batchEnded(logs),
      onEpochEnd: () => monitor.epochEnded(),
    },
  });
  return monitor.lastEpoch;
}

/**
 * The callbacks of fit. An error in them would leave the running sums of fit undisposed, so it is kept until fit ends.
 * The validation runs here and not inside fit, where it could be neither paused nor stopped.
 */
class FitMonitor {
  readonly #model: LayersModel;
  readonly #context: TrainerContext;
  /** tfjs names a metric after its function, which a bundler may have renamed. */
  readonly #accuracyName: string;
  #interruption: Error | null = null;
  #lastEpoch: EpochReport | null = null;

  constructor(model: LayersModel, context: TrainerContext) {
    this.#model = model;
    this.#context = context;
    this.#accuracyName = model.metricsNames[1] ?? '';
  }

  async batchEnded({ loss = NaN, size: images = 0, ...logs }: Logs = {}): Promise<void> {
    try {
      await this.#context.progress.stepped({ loss, accuracy: logs[this.#accuracyName] ?? NaN, images });
    } catch (error) {
      this.#interrupt(error);
    }
  }

  async epochEnded(): Promise<void> {
    if (this.#interruption) return;
    const { validation, progress } = this.#context;
    try {
      const evaluation = validation && (await evaluate(this.#model, validation, this.#context));
      this.#lastEpoch = progress.epochEnded(evaluation);
    } catch (error) {
      this.#interrupt(error);
    }
  }

  #interrupt(error: unknown): void {
    this.#interruption = error instanceof Error ? error : new Error(String(error));
    this.#model.stopTraining = true;
  }

  /** @throws what interrupted the training. */
  get lastEpoch(): EpochReport {
    if (this.#interruption) throw this.#interruption;
    if (!this.#lastEpoch) throw new Error('fit ended without an epoch.');
    return this.#lastEpoch;
  }
}

async function evaluate(
  model: LayersModel,
  batches: ImageBatches,
  { settings, classCount, progress }: TrainerContext,
): Promise<Evaluation> {
  const evaluation = new Evaluation(batches, classCount);
  for (const indices of batches.ranges(settings.batchSize)) {
    const { images, labels } = batches.at(indices);
    const logits = tf.tidy(() => model.predictOnBatch(tf.tensor4d(images, batchShape(batches, indices))) as tf.Tensor);
    evaluation.add(indices, labels, await logits.data());
    logits.dispose();
    await progress.evaluated();
  }
  return evaluation;
}

function toBatch(batches: ImageBatches, indices: Uint32Array): Batch {
  const { images, labels } = batches.at(indices);
  return {
    xs: tf.tensor4d(images, batchShape(batches, indices)),
    ys: tf.tensor2d(Float32Array.from(labels), [indices.length, 1]),
  };
}

function batchShape({ imageShape }: ImageBatches, indices: Uint32Array): [number, number, number, number] {
  return [indices.length, ...imageShape];
}

/** Defaults of keras.optimizers.Adam, written out because tfjs takes another epsilon on WebGL. */
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

function createOptimizer({ optimizer, learningRate }: TrainingSettings): tf.Optimizer {
  return optimizer === 'adam'
    ? tf.train.adam(learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon)
    : tf.train.sgd(learningRate);
}
