import type { PredictedImage } from './protocol.ts';
import { requireFiniteLoss } from './finite-loss.ts';
import type { ImageBatches } from './image-batches.ts';
import type { TrainerContext } from './trainer.ts';

/** Images shown with their predictions. */
const SAMPLES = 25;

/**
 * The logits of a model, [count, classes], row by row.
 *
 * @param images scaled, [count, height, width, channels].
 */
type Predict = (images: Float32Array, count: number) => Promise<ArrayLike<number>>;

/**
 * Evaluates a model on images, batch by batch, and waits at the gate after each. Each batch is read before the next
 * begins, so that no work piles up on the device while a run is paused or stopped.
 */
export async function evaluate(
  batches: ImageBatches,
  { settings, classCount, progress }: TrainerContext,
  predict: Predict,
): Promise<Evaluation> {
  const evaluation = new Evaluation(batches, classCount);
  for (const indices of batches.ranges(settings.batchSize)) {
    const { images, labels } = batches.at(indices);
    evaluation.add(indices, labels, await predict(images, indices.length));
    await progress.evaluated();
  }
  return evaluation;
}

/** Adds up what a model says of a set of images. */
export class Evaluation {
  readonly samples: PredictedImage[] = [];
  readonly confusionMatrix: number[][];
  readonly #batches: ImageBatches;
  #images = 0;
  #correct = 0;
  #lossSum = 0;

  constructor(batches: ImageBatches, classCount: number) {
    this.#batches = batches;
    this.confusionMatrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  }

  /** Mean cross-entropy. */
  get loss(): number {
    return this.#lossSum / this.#images;
  }

  /** Share of images whose largest logit is their label, 0 to 1. */
  get accuracy(): number {
    return this.#correct / this.#images;
  }

  /**
   * @param logits [images, classes], row by row.
   * @throws {TrainingError} of kind `diverged` when they are no longer numbers.
   */
  add(indices: Uint32Array, labels: Int32Array, logits: ArrayLike<number>): void {
    const classes = this.confusionMatrix.length;
    indices.forEach((index, i) => {
      const row = Array.from({ length: classes }, (_, j) => logits[i * classes + j] ?? NaN);
      this.#addImage(index, labels[i] ?? 0, row);
    });
  }

  #addImage(index: number, label: number, logits: number[]): void {
    const normalizer = logSumExp(logits);
    const probabilities = logits.map((logit) => Math.exp(logit - normalizer));
    const loss = normalizer - (logits[label] ?? NaN);
    requireFiniteLoss(loss, 'in the evaluation');
    const predicted = logits.indexOf(Math.max(...logits));
    this.#images += 1;
    if (predicted === label) this.#correct += 1;
    this.#lossSum += loss;
    const row = this.confusionMatrix[label];
    if (row) row[predicted] = (row[predicted] ?? 0) + 1;
    if (this.samples.length < SAMPLES) {
      const [height, width] = this.#batches.imageShape;
      const pixels = this.#batches.pixels(index);
      this.samples.push({ width, height, pixels, label, predicted, probabilities });
    }
  }
}

/** log Σ exp(logit), also where exp(logit) is beyond all numbers. */
function logSumExp(logits: readonly number[]): number {
  const largest = Math.max(...logits);
  return largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}
