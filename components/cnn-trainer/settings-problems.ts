import type { TrainingSettings } from '../../src/training/protocol.ts';
import { trainingSettingsSchema } from '../../src/training/schemas.ts';
import {
  batchProblems,
  datasetProblems,
  imageCountProblems,
  networkProblems,
  type SettingsProblem,
} from '../../src/training/settings-rules.ts';
import { layerFields, layerLabels } from './layer-fields.ts';

type NumberField = 'trainImages' | 'testImages' | 'learningRate' | 'batchSize' | 'epochs' | 'validationSplit' | 'seed';

const numberFields: Readonly<Record<NumberField, { readonly label: string; readonly fix: string }>> = {
  trainImages: { label: 'The number of training images', fix: 'Use a whole number, 1 to all that the data set has.' },
  testImages: { label: 'The number of test images', fix: 'Use a whole number, 1 to all that the data set has.' },
  learningRate: { label: 'The learning rate', fix: 'Use a number above 0 and at most 10, such as 0.001.' },
  batchSize: { label: 'The batch size', fix: 'Use a whole number from 1 to 4,096, such as 32.' },
  epochs: { label: 'The number of epochs', fix: 'Use a whole number from 1 to 100.' },
  validationSplit: { label: 'The validation split', fix: 'Use 0 for none, or a share up to 0.9, such as 0.1.' },
  seed: { label: 'The seed', fix: 'Use a whole number from 0 to 4,294,967,295.' },
};

const layerSizeFixes: Readonly<Record<string, string>> = {
  filters: 'Use a whole number from 1 to 256.',
  kernelSize: 'Use a whole number from 1 to 7.',
  poolSize: 'Use a whole number from 1 to 4.',
  rate: 'Use a share of at least 0 and below 1, such as 0.5.',
  units: 'Use a whole number from 1 to 2,048.',
  statedInput: 'Use a whole number from 1 to 16,384.',
};

/** Everything that keeps these settings from being trained, at most one problem a field or layer; empty when they can. */
export function settingsProblems(settings: TrainingSettings): readonly SettingsProblem[] {
  const parsed = trainingSettingsSchema.safeParse(settings);
  const problems = parsed.success ? [] : parsed.error.issues.map(({ path }) => schemaProblem(settings, path));
  const isBad = (field: keyof TrainingSettings) => problems.some((problem) => problem.field === field);
  problems.push(...datasetProblems(settings));
  // Nothing fits data that is not there.
  if (isBad('dataset')) return problems;
  if (!isBad('trainImages') && !isBad('testImages')) problems.push(...imageCountProblems(settings));
  if (!isBad('batchSize') && !isBad('trainImages') && !isBad('validationSplit'))
    problems.push(...batchProblems(settings));
  if (!isBad('layers')) problems.push(...networkProblems(settings));
  return problems.filter(
    ({ field, layerIndex }, index) =>
      index === problems.findIndex((other) => other.field === field && other.layerIndex === layerIndex),
  );
}

function schemaProblem(settings: TrainingSettings, path: readonly PropertyKey[]): SettingsProblem {
  const [field, layerIndex, size] = path;
  if (isNumberField(field)) {
    const { label, fix } = numberFields[field];
    return { field, layerIndex: null, fact: `${label} is ${numberText(settings[field])}.`, fix };
  }
  if (field === 'layers' && typeof layerIndex === 'number') {
    return layerProblem(settings, layerIndex, String(size));
  }
  if (field === 'layers') {
    const fact = settings.layers.length === 0 ? 'The network has no layers.' : 'The network has more than 20 layers.';
    return { field: 'layers', layerIndex: null, fact, fix: 'Keep from 1 to 20 layers.' };
  }
  return {
    field: 'dataset',
    layerIndex: null,
    fact: `The setting “${String(field)}” is unknown.`,
    fix: 'Restore the preset.',
  };
}

function layerProblem({ layers }: TrainingSettings, layerIndex: number, size: string): SettingsProblem {
  const layer = layers[layerIndex];
  const label = layerFields.find(({ name }) => name === size)?.label ?? 'the size of its input in PyTorch';
  const value: unknown = Object.entries(layer ?? {}).find(([name]) => name === size)?.[1];
  return {
    field: 'layers',
    layerIndex,
    fact: `${layer ? layerLabels[layer.type] : 'This layer'}: ${label} is ${numberText(value)}.`,
    fix: layerSizeFixes[size] ?? 'Choose the type of this layer again.',
  };
}

function isNumberField(field: PropertyKey | undefined): field is NumberField {
  return typeof field === 'string' && field in numberFields;
}

function numberText(value: unknown): string {
  return typeof value === 'number' && !Number.isNaN(value)
    ? value.toLocaleString('en', { maximumFractionDigits: 9 })
    : 'not a number';
}
