import { describeDataset, exampleNoun } from '../../src/datasets/describe.ts';
import type { TrainingSettings } from '../../src/training/protocol.ts';
import { countTrainedImages } from '../../src/training/settings-rules.ts';
import { optimizerLabels } from '../cnn-trainer/settings-text.ts';

/** A setting as the reader sees it. */
export interface SettingRow {
  readonly label: string;
  readonly text: string;
}

/** How a network is trained, a row a setting. */
export function settingsRows(settings: TrainingSettings): readonly SettingRow[] {
  const { dataset, trainImages, testImages, optimizer, learningRate, batchSize, epochs, seed } = settings;
  const count = (value: number) => value.toLocaleString('en');
  const noun = exampleNoun(dataset);
  const heldOut = trainImages - countTrainedImages(settings);
  return [
    { label: 'Data set', text: describeDataset(dataset).title },
    {
      label: `Training ${noun}`,
      text: heldOut > 0 ? `${count(trainImages)}, ${count(heldOut)} of them held out` : count(trainImages),
    },
    { label: `Test ${noun}`, text: count(testImages) },
    { label: 'Optimizer', text: optimizerLabels[optimizer] },
    { label: 'Learning rate', text: String(learningRate) },
    { label: 'Batch size', text: count(batchSize) },
    { label: 'Epochs', text: count(epochs) },
    { label: 'Seed', text: String(seed) },
  ];
}
