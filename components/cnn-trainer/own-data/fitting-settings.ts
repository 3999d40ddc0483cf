import { describeDataset, isTable } from '../../../src/datasets/describe.ts';
import type { OwnDataset } from '../../../src/datasets/own/description.ts';
import type { SiteDataset } from '../../../src/datasets/site/description.ts';
import type { LayerSettings } from '../../../src/network/layers.ts';
import type { DatasetChoice, TrainingSettings } from '../../../src/training/protocol.ts';
import { countTrainedImages } from '../../../src/training/settings-rules.ts';

/** Steps after which a small network has mostly learned what it can. */
const STEPS = 600;
const MOST_EPOCHS = 100;
/** Larger sets make a step worth more images. */
const BATCHES_OF_SMALL_SET = 10;
const LARGEST_BATCH = 32;
/** Two convolutions and two poolings leave something of an image of this side. */
const SIDE_FOR_TWO = 16;

/** What fits a data set: all its examples, and a small network, with convolutions where it has images. */
export function fittingSettings(
  dataset: OwnDataset | SiteDataset,
  { validationSplit }: Pick<TrainingSettings, 'validationSplit'>,
): Pick<
  TrainingSettings,
  'trainImages' | 'testImages' | 'batchSize' | 'epochs' | 'learningRate' | 'optimizer' | 'layers'
> {
  const { fullTrainImages: trainImages, fullTestImages: testImages } = dataset;
  const trained = Math.max(1, countTrainedImages({ trainImages, validationSplit }));
  const batchSize = Math.max(1, Math.min(LARGEST_BATCH, Math.floor(trained / BATCHES_OF_SMALL_SET)));
  const epochs = Math.max(2, Math.min(MOST_EPOCHS, Math.ceil(STEPS / Math.ceil(trained / batchSize))));
  const learningRate = isTable(dataset) ? 0.01 : 0.001;
  return {
    trainImages,
    testImages,
    batchSize,
    epochs,
    learningRate,
    optimizer: 'adam',
    layers: fittingLayers(dataset),
  };
}

/** A small network that fits a data set, with convolutions where it has images. */
export function fittingLayers(dataset: DatasetChoice): readonly LayerSettings[] {
  const { classNames, width } = describeDataset(dataset);
  const last: LayerSettings = { type: 'dense', units: classNames.length, activation: 'linear' };
  const dense = (units: number): LayerSettings => ({ type: 'dense', units, activation: 'relu' });
  if (isTable(dataset)) return [{ type: 'flatten' }, dense(32), last];
  const convolution = (filters: number): readonly LayerSettings[] => [
    { type: 'conv2d', filters, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
  ];
  const second = width >= SIDE_FOR_TWO ? convolution(32) : [];
  return [...convolution(16), ...second, { type: 'flatten' }, dense(64), last];
}
