import type { PredictedImage } from './protocol.ts';
import { requireFiniteLoss } from './finite-loss.ts';
import type { ImageBatches } from './image-batches.ts';
import { logSumExp, probabilitiesOf } from './probabilities.ts';
import type { TrainerContext } from './trainer.ts';

/** Images shown with their predictions. */
const SAMPLES = 25;
/** Images kept of each cell of the confusion matrix, for a reader who asks what was taken for what. */
const EXAMPLES_OF_CELL = 12;

interface Prediction extends Omit<PredictedImage, 'width' | 'height' | 'pixels'> {
  readonly index: number;
}

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
  readonly #cells = new Map<number, readonly Prediction[]>();
  #images = 0;
  #correct = 0;
  #lossSum = 0;

  constructor(batches: ImageBatches, classCount: number) {
    this.#batches = batches;
    this.confusionMatrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  }

  /** The first images of each cell of the confusion matrix, cell by cell. */
  get examples(): PredictedImage[] {
    return [...this.#cells.values()].flat().map((prediction) => this.#imageOf(prediction));
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
    const loss = logSumExp(logits) - (logits[label] ?? NaN);
    requireFiniteLoss(loss, 'in the evaluation');
    const predicted = logits.indexOf(Math.max(...logits));
    this.#images += 1;
    if (predicted === label) this.#correct += 1;
    this.#lossSum += loss;
    const row = this.confusionMatrix[label];
    if (row) row[predicted] = (row[predicted] ?? 0) + 1;
    const prediction = { index, label, predicted, probabilities: probabilitiesOf(logits) };
    if (this.samples.length < SAMPLES) this.samples.push(this.#imageOf(prediction));
    const cell = label * logits.length + predicted;
    const others = this.#cells.get(cell) ?? [];
    if (others.length < EXAMPLES_OF_CELL) this.#cells.set(cell, [...others, prediction]);
  }

  #imageOf({ index, ...prediction }: Prediction): PredictedImage {
    const [height, width] = this.#batches.imageShape;
    return { width, height, pixels: this.#batches.pixels(index), ...prediction };
  }
}
