import type { DialectProgress } from './dialect-progress.ts';
import type { ImageBatches } from './image-batches.ts';
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
}

/** A dialect's result without what is measured around it. */
export type TrainerResult = Omit<DialectResult, 'trainingSeconds' | 'imagesPerSecond'>;

/** Trains a network in one API style. Frees all its tensors, also when it throws. */
export type Trainer = (context: TrainerContext) => Promise<TrainerResult>;
