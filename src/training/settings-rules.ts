/** What settings must obey beyond the range of each: rules that the form and the worker both hold. */
import { datasets } from '../datasets/registry.ts';
import { NetworkError, networkShapes } from '../network/shapes.ts';
import type { TrainingSettings } from './protocol.ts';

/** A setting that cannot be trained: a fact and a fix for the reader. */
export interface SettingsProblem {
  readonly field: keyof TrainingSettings;
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

/** More images than the data set has. */
export function imageCountProblems({ dataset, trainImages, testImages }: TrainingSettings): SettingsProblem[] {
  const { title, fullTrainImages, fullTestImages } = datasets[dataset];
  const check = (field: 'trainImages' | 'testImages', asked: number, held: number, kind: string): SettingsProblem[] =>
    asked <= held
      ? []
      : [
          {
            field,
            layerIndex: null,
            fact: `${title} has ${held.toLocaleString('en')} ${kind} images, not ${asked.toLocaleString('en')}.`,
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

/** Layers that do not fit each other, the images, the classes or the loss. */
export function networkProblems({ dataset, layers }: TrainingSettings): SettingsProblem[] {
  const { width, height, channels, classNames, title } = datasets[dataset];
  try {
    const output = networkShapes([height, width, channels], layers).at(-1)?.outputShape ?? [];
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
    return [];
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return [{ field: 'layers', layerIndex: error.layerIndex, fact: error.message, fix: error.fix }];
  }
}
