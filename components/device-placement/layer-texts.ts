import type { PlacementSettings } from '../../src/training/protocol.ts';

/** What each of the two devices computes, as its box says it. */
export function layerTexts({ hiddenUnits }: Pick<PlacementSettings, 'hiddenUnits'>): readonly [string, string] {
  const width = hiddenUnits.toLocaleString('en');
  return [`10 → ${width}, relu`, `${width} → 5, loss`];
}
