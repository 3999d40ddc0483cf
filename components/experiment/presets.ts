/** The three sizes of every experiment: for a slow machine, for an ordinary one, and as its source has it. */
export const presetNames = ['quick', 'standard', 'full'] as const;

export type PresetName = (typeof presetNames)[number];

export const presetLabels: Readonly<Record<PresetName, string>> = {
  quick: 'Quick',
  standard: 'Standard',
  full: 'Full',
};

export const defaultPreset: PresetName = 'standard';

export function isPresetName(text: string): text is PresetName {
  return presetNames.some((name) => name === text);
}
