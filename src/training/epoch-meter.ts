/** The figures of one step: means over its images. */
export interface StepFigures {
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
  readonly images: number;
}

/** Means over an epoch so far, weighted by images as the progress bar of Keras weights them. */
export class EpochMeter {
  #images = 0;
  #lossSum = 0;
  #accuracySum = 0;

  add({ loss, accuracy, images }: StepFigures): void {
    this.#images += images;
    this.#lossSum += loss * images;
    this.#accuracySum += accuracy * images;
  }

  get loss(): number {
    return this.#lossSum / this.#images;
  }

  get accuracy(): number {
    return this.#accuracySum / this.#images;
  }
}
