import type { PresetName } from '../experiment/presets.ts';

/** How long an event stays before the next one, in milliseconds; 0: the end is shown at once. */
export const eventMilliseconds: Readonly<Record<PresetName, number>> = { quick: 0, standard: 700, full: 1_600 };

export const paceHints: Readonly<Record<PresetName, string>> = {
  quick: 'The result at once',
  standard: 'Each event, one after the other',
  full: 'Each event, slowly',
};
