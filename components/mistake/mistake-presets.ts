import type { PresetName } from '../experiment/presets.ts';
import type { MistakeText } from './mistake-text.ts';

/** Steps of each side's training. */
export const mistakeSteps: Readonly<Record<PresetName, number>> = { quick: 100, standard: 300, full: 1_000 };

/** The seed that the programs name. */
export const MISTAKE_SEED = 42;

export function mistakeHint({ outcome }: MistakeText, preset: PresetName): string {
  return outcome.kind === 'told'
    ? 'Both sides run once'
    : `${mistakeSteps[preset].toLocaleString('en')} steps of either side`;
}
