/** What the server writes on an experiment's element, from properties that it has checked. */
import type { Expectations } from './expectation.ts';
import type { PresetName } from './presets.ts';

export function readExpectations({ dataset }: HTMLElement): Expectations {
  return JSON.parse(dataset.expect ?? '{}') as Expectations;
}

/** One short line that tells the size of a preset. */
export function readPresetHint({ dataset }: HTMLElement, preset: PresetName): string {
  const hints = JSON.parse(dataset.presetHints ?? '{}') as Partial<Record<PresetName, string>>;
  return hints[preset] ?? '';
}
