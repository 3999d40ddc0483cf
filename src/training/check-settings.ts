import { datasets } from '../datasets/registry.ts';
import { NetworkError, networkShapes } from '../network/shapes.ts';
import type { TrainingSettings } from './protocol.ts';
import { trainingSettingsSchema } from './schemas.ts';
import { TrainingError } from './training-error.ts';

/**
 * Checks everything that can be known of settings before data and tensors are loaded.
 *
 * @throws {TrainingError} of kind `settings` or `network`, for the first thing that is wrong.
 */
export function checkSettings(candidate: unknown): TrainingSettings {
  const parsed = trainingSettingsSchema.safeParse(candidate);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    throw settingsError(
      `The setting "${path}" cannot be trained with: ${issue?.message ?? 'it is invalid'}.`,
      'Change it, or restore the preset.',
    );
  }
  const settings = parsed.data;
  checkCounts(settings);
  checkNetwork(settings);
  return settings;
}

/** How many of the training images are trained on; the rest, the last part, is held out for validation. */
export function countTrainedImages({ trainImages, validationSplit }: TrainingSettings): number {
  return Math.floor(trainImages * (1 - validationSplit));
}

function checkCounts(settings: TrainingSettings): void {
  const { fullTrainImages, fullTestImages, title } = datasets[settings.dataset];
  if (settings.trainImages > fullTrainImages || settings.testImages > fullTestImages) {
    throw settingsError(
      `${title} has ${fullTrainImages} training and ${fullTestImages} test images.`,
      'Ask for no more than these.',
    );
  }
  const trained = countTrainedImages(settings);
  if (settings.batchSize > trained) {
    throw settingsError(
      `The batch of ${settings.batchSize} is larger than the ${trained} images to train on.`,
      'Use a smaller batch, or more training images.',
    );
  }
}

function checkNetwork({ dataset, layers }: TrainingSettings): void {
  const { height, width, channels, classNames } = datasets[dataset];
  try {
    const output = networkShapes([height, width, channels], layers).at(-1)?.outputShape ?? [];
    const last = layers.at(-1);
    if (output.length !== 1 || output[0] !== classNames.length) {
      throw new NetworkError(
        layers.length - 1,
        `The network ends in [${output.join(', ')}], but there are ${classNames.length} classes.`,
        `End with a Dense layer of ${classNames.length} units.`,
      );
    }
    if (last?.type === 'dense' && last.activation !== 'linear') {
      throw new NetworkError(
        layers.length - 1,
        'The last layer has an activation, but the loss expects logits.',
        'Set the activation of the last layer to linear.',
      );
    }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new TrainingError({ kind: 'network', message: error.message, fix: error.fix });
  }
}

function settingsError(message: string, fix: string): TrainingError {
  return new TrainingError({ kind: 'settings', message, fix });
}
