/** What settings must obey beyond the range of each: rules that the form and the worker both hold. */
import { describeDataset, isSiteDataset, isTable } from '../datasets/describe.ts';
import { NetworkError, networkShapes, type LayerShape } from '../network/shapes.ts';
import type { TrainingSettings } from './protocol.ts';

/** A setting that cannot be trained: a fact and a fix for the reader. */
export interface SettingsProblem {
  /** A setting, or the file of starting weights. */
  readonly field: keyof TrainingSettings | 'weights';
  /** The layer at fault, where `field` is `layers` and one layer is. */
  readonly layerIndex: number | null;
  readonly fact: string;
  readonly fix: string;
}

/**
 * How many of the training images are trained on; the rest, the last part, is held out for validation. Cut as Keras cuts
 * it, down to a whole image.
 */
export function countTrainedImages({
  trainImages,
  validationSplit,
}: Pick<TrainingSettings, 'trainImages' | 'validationSplit'>): number {
  return Math.floor(trainImages * (1 - validationSplit));
}

/** No data, where it is to be the reader's own. */
export function datasetProblems({ dataset }: TrainingSettings): SettingsProblem[] {
  if (typeof dataset === 'string' || isSiteDataset(dataset) || dataset.id > 0) return [];
  const fact = 'No data of your own is open.';
  return [{ field: 'dataset', layerIndex: null, fact, fix: 'Choose a CSV file or a folder of images, or a data set.' }];
}

/** More images than the data set has. */
export function imageCountProblems({ dataset, trainImages, testImages }: TrainingSettings): SettingsProblem[] {
  const { title, fullTrainImages, fullTestImages } = describeDataset(dataset);
  const unit = isTable(dataset) ? 'rows' : 'images';
  const check = (field: 'trainImages' | 'testImages', asked: number, held: number, kind: string): SettingsProblem[] =>
    asked <= held
      ? []
      : [
          {
            field,
            layerIndex: null,
            fact: `${title} has ${held.toLocaleString('en')} ${kind} ${unit}, not ${asked.toLocaleString('en')}.`,
            fix: `Use at most ${held.toLocaleString('en')}.`,
          },
        ];
  return [
    ...check('trainImages', trainImages, fullTrainImages, 'training'),
    ...check('testImages', testImages, fullTestImages, 'test'),
  ];
}

/** A batch that the images to train on do not fill. */
export function batchProblems(settings: TrainingSettings): SettingsProblem[] {
  const { batchSize } = settings;
  const fitted = countTrainedImages(settings);
  if (fitted < 1) {
    const fact = 'The validation split leaves no image to train on.';
    return [{ field: 'validationSplit', layerIndex: null, fact, fix: 'Use a smaller share or more training images.' }];
  }
  if (batchSize <= fitted) return [];
  const count = fitted.toLocaleString('en');
  const fact = `A batch of ${batchSize.toLocaleString('en')} is larger than the ${count} images to train on.`;
  return [{ field: 'batchSize', layerIndex: null, fact, fix: `Use at most ${count}.` }];
}

/** Layers that do not fit each other, the images, the classes, the loss or the memory. */
export function networkProblems(settings: TrainingSettings): SettingsProblem[] {
  const { dataset, layers } = settings;
  const { width, height, channels, classNames, title } = describeDataset(dataset);
  try {
    const shapes = networkShapes([height, width, channels], layers);
    const output = shapes.at(-1)?.outputShape ?? [];
    const last = layers.at(-1);
    const problem = (fact: string, fix: string): SettingsProblem[] => [
      { field: 'layers', layerIndex: layers.length - 1, fact, fix },
    ];
    if (output.length !== 1 || output[0] !== classNames.length) {
      return problem(
        `The last layer gives ${output.join(' × ')} numbers; ${title} has ${classNames.length} classes.`,
        `End with a Dense layer of ${classNames.length} units.`,
      );
    }
    if (last?.type === 'dense' && last.activation !== 'linear') {
      return problem(
        'The last layer has an activation, but the loss expects logits.',
        'Set the activation of the last layer to linear.',
      );
    }
    return memoryProblems(settings, shapes);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return [{ field: 'layers', layerIndex: error.layerIndex, fact: error.message, fix: error.fix }];
  }
}

/** What a tab of a browser can be expected to have. */
const MOST_TRAINING_BYTES = 2 ** 31;
const BYTES_PER_NUMBER = 4;

/** A layer that makes the network too large to be trained in a browser: the one that takes most. */
function memoryProblems({ optimizer, batchSize }: TrainingSettings, shapes: readonly LayerShape[]): SettingsProblem[] {
  // A weight has its gradient, and Adam's two moments; what a layer gives is kept for its gradient.
  const copiesOfWeight = optimizer === 'adam' ? 4 : 2;
  const bytes = shapes.map(({ parameterCount, outputShape }) => {
    const activations = batchSize * outputShape.reduce((product, size) => product * size, 1);
    return BYTES_PER_NUMBER * (parameterCount * copiesOfWeight + activations * 2);
  });
  const total = bytes.reduce((sum, each) => sum + each, 0);
  if (total <= MOST_TRAINING_BYTES) return [];
  const [size, largest] = [(total / 1e9).toFixed(1), Math.max(...bytes)];
  return [
    {
      field: 'layers',
      layerIndex: bytes.indexOf(largest),
      fact: `Training this network takes about ${size} GB, ${Math.round((100 * largest) / total)} % of them for this layer.`,
      fix: 'Use fewer units or filters, a smaller batch, or a pooling layer before it.',
    },
  ];
}
