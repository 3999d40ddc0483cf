import { presetSettings } from '../../../../components/cnn-trainer/settings-presets.ts';
import type { DialectResult, TrainingSettings } from '../../../../src/training/protocol.ts';

/** The Standard preset of a trainer that a lesson says nothing more about. */
export const standardSettings: TrainingSettings = presetSettings('both').standard;

export const dialectResult: DialectResult = {
  testLoss: 1.6,
  testAccuracy: 0.43,
  trainLoss: 1.5,
  trainAccuracy: 0.45,
  validationLoss: null,
  validationAccuracy: null,
  parameterCount: 122_570,
  trainingSeconds: 12,
  imagesPerSecond: 1_500,
  confusionMatrix: [],
  samples: [],
  examples: [],
};
