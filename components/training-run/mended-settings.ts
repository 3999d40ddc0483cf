import { compactImages } from '../../src/datasets/registry.ts';
import type { TrainingFailure, TrainingSettings } from '../../src/training/protocol.ts';

/** Settings with which a run that has failed is likely to end well, and what a button that takes them is called. */
export interface MendedSettings {
  readonly label: string;
  readonly change: Partial<TrainingSettings>;
}

/** What helps after a failure that lies in the settings; null where nothing does that a program would know. */
export function mendedSettings({ kind }: TrainingFailure, settings: TrainingSettings): MendedSettings | null {
  const { learningRate, batchSize, trainImages, testImages, dataset } = settings;
  switch (kind) {
    case 'outOfMemory':
      if (batchSize < 2) return null;
      return { label: 'Run with half the batch size', change: { batchSize: Math.floor(batchSize / 2) } };
    case 'diverged':
      return { label: 'Run with a tenth of the learning rate', change: { learningRate: learningRate / 10 } };
    case 'data':
      // Most sites carry the compact sets alone: Full asks for more than they have.
      if (typeof dataset === 'object') return null;
      if (trainImages <= compactImages.train && testImages <= compactImages.test) return null;
      return {
        label: 'Run with the images of this site',
        change: {
          trainImages: Math.min(trainImages, compactImages.train),
          testImages: Math.min(testImages, compactImages.test),
        },
      };
    default:
      return null;
  }
}
