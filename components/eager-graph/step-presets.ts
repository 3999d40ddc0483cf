import type { EagerGraphSettings } from '../../src/training/protocol.ts';
import type { PresetName } from '../experiment/presets.ts';
import type { StepForm } from './step-form.ts';

/** From batches that are all overhead to batches that fill a GPU. */
export const stepPresets: Readonly<Record<PresetName, EagerGraphSettings>> = {
  quick: { network: 'cnn', batchSizes: [1, 8], steps: 3, seed: 42 },
  standard: { network: 'cnn', batchSizes: [1, 8, 32, 128], steps: 10, seed: 42 },
  full: { network: 'cnn', batchSizes: [1, 8, 32, 128, 512], steps: 50, seed: 42 },
};

/** What a reader calls the networks. */
export const networkLabels: Readonly<Record<EagerGraphSettings['network'], string>> = {
  perceptron: 'Two dense layers',
  cnn: 'Two convolutions',
};

/** "Batches of 1 and 16, 3 rounds of 3 steps" */
export function stepHint({ batchSizes, steps }: EagerGraphSettings): string {
  const last = batchSizes.at(-1);
  const others = batchSizes.slice(0, -1).join(', ');
  return `Batches of ${others ? `${others} and ${last}` : last}, 3 rounds of ${steps} steps`;
}

/** The settings of a preset as the form shows them. */
export function presetForm(preset: PresetName): StepForm {
  const { network, batchSizes, steps, seed } = stepPresets[preset];
  return { network, batchSizes: batchSizes.join(', '), steps: String(steps), seed: String(seed) };
}
