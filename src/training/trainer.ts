import type { DialectProgress } from './dialect-progress.ts';
import type { Evaluation } from './evaluation.ts';
import type { ImageBatches } from './image-batches.ts';
import type { TrainedWeight } from './trained-networks.ts';
import type { DialectResult, TrainingSettings } from './protocol.ts';

/** What a dialect's trainer works with. */
export interface TrainerContext {
  readonly settings: TrainingSettings;
  readonly train: ImageBatches;
  /** Null without a validation split. */
  readonly validation: ImageBatches | null;
  readonly test: ImageBatches;
  readonly classCount: number;
  readonly progress: DialectProgress;
  /** Weights to start from, in the dialect's arrangement; without them it draws its own. */
  readonly initialWeights?: readonly TrainedWeight[] | undefined;
  /** Takes the weights of the trained network, where somebody keeps them. */
  readonly keep?: (weights: readonly TrainedWeight[]) => void;
}

/** A dialect's result without what is measured around it. */
export type TrainerResult = Omit<DialectResult, 'trainingSeconds' | 'imagesPerSecond'>;

/** Trains a network in one API style. Frees all its tensors, also when it throws. */
export type Trainer = (context: TrainerContext) => Promise<TrainerResult>;

/** A trainer's result from its last epoch and its evaluation on the test images. */
export function trainerResult({ lastEpoch }: DialectProgress, test: Evaluation, parameterCount: number): TrainerResult {
  return {
    testLoss: test.loss,
    testAccuracy: test.accuracy,
    trainLoss: lastEpoch.loss,
    trainAccuracy: lastEpoch.accuracy,
    validationLoss: lastEpoch.validationLoss,
    validationAccuracy: lastEpoch.validationAccuracy,
    parameterCount,
    confusionMatrix: test.confusionMatrix,
    samples: test.samples,
    examples: test.examples,
  };
}
