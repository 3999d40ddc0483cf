/** What a trained dialect reports in the end, and images of a data set as the page shows them. */
import type { DialectName } from './protocol.ts';

/** A dialect is done: its test figures, its confusion matrix and some test images. */
export interface DialectReport {
  readonly type: 'dialect';
  readonly runId: number;
  readonly dialect: DialectName;
  readonly result: DialectResult;
  /** Whether the network is kept, so that it can classify other images. */
  readonly isKept: boolean;
}

export interface DialectResult {
  readonly testLoss: number;
  readonly testAccuracy: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly parameterCount: number;
  /** Time in training steps, without loading, evaluation and pauses. */
  readonly trainingSeconds: number;
  readonly imagesPerSecond: number;
  /** `confusionMatrix[label][prediction]` counts test images. */
  readonly confusionMatrix: readonly (readonly number[])[];
  readonly samples: readonly PredictedImage[];
  /** The first twelve test images of each cell of the confusion matrix that has any, cell by cell. */
  readonly examples: readonly PredictedImage[];
}

/** An image of a data set, ready for `ImageData`. */
export interface LabelledImage {
  readonly width: number;
  readonly height: number;
  /** RGBA, 4 bytes a pixel, row by row. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly label: number;
}

export interface PredictedImage extends LabelledImage {
  readonly predicted: number;
  /** Softmax of the logits, one for each class. */
  readonly probabilities: readonly number[];
}

export interface PreviewReport {
  readonly type: 'preview';
  readonly runId: number;
  readonly images: readonly LabelledImage[];
}
