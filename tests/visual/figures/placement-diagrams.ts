import { PlacementDiagram } from '../../../components/device-placement/diagram.ts';
import { placementPresets } from '../../../components/device-placement/placement-presets.ts';
import { stepParts } from '../../../components/device-placement/step-parts.ts';
import type { PlacementResult, PlacementSettings } from '../../../src/training/protocol.ts';
import { box, emptySvg, type Figure } from '../figure.ts';

/** What a split model copies and holds; its times are no part of the drawing. */
function diagram(settings: PlacementSettings, devices: PlacementResult['devices']): Element {
  const { batchSize, hiddenUnits } = settings;
  const copy = { shape: [batchSize, hiddenUnits], bytes: 4 * batchSize * hiddenUnits };
  const total = (count: number) => ({ count, bytes: 4 * count });
  const timing = { stepMilliseconds: 1, losses: [] };
  const svg = emptySvg('placement-diagram');
  const drawing = new PlacementDiagram(svg, 'PyTorch', settings, {
    devices,
    parameters: [total(11 * hiddenUnits), total(5 * hiddenUnits + 5)],
    transfers: [
      { direction: 'forward', ...copy },
      { direction: 'backward', ...copy },
    ],
    split: timing,
    together: [timing, timing],
  });
  drawing.mark(stepParts[1] ?? null);
  return box('placement-side', 'torch', [svg]);
}

export const placementDiagrams: Readonly<Record<string, Figure>> = {
  standard: () => diagram(placementPresets.standard, ['webgpu', 'cpu']),
  large: () => diagram({ ...placementPresets.full, batchSize: 4096, hiddenUnits: 4096 }, ['wasm', 'cpu']),
};
