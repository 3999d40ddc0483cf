import { describeDataset } from '../datasets/describe.ts';
import type { TrainingSettings } from '../training/protocol.ts';
import { countTrainedImages } from '../training/settings-rules.ts';
import { pythonFloat, pythonInteger } from './python-literals.ts';

/** The numbers of a training as Python literals, by the names of the placeholders in both programs. */
export function settingValues(settings: TrainingSettings): Readonly<Record<string, string>> {
  const { height, width, channels } = describeDataset(settings.dataset);
  return {
    seed: String(settings.seed),
    trainImages: pythonInteger(settings.trainImages),
    trained: pythonInteger(countTrainedImages(settings)),
    testImages: pythonInteger(settings.testImages),
    shape: `${height}, ${width}, ${channels}`,
    batchSize: String(settings.batchSize),
    epochs: String(settings.epochs),
    learningRate: pythonFloat(settings.learningRate),
  };
}
