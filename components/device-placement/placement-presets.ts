import type { PlacementSettings } from '../../src/training/protocol.ts';
import type { PresetName } from '../experiment/presets.ts';

/** Batch and widths of the primer that splits this network; Full is wide enough for a copy to weigh something. */
export const placementPresets: Readonly<Record<PresetName, PlacementSettings>> = {
  quick: { batchSize: 20, hiddenUnits: 10, steps: 5, seed: 42 },
  standard: { batchSize: 20, hiddenUnits: 10, steps: 20, seed: 42 },
  full: { batchSize: 256, hiddenUnits: 1024, steps: 20, seed: 42 },
};

/** Fields of the settings, in their order, with the key of a share link. */
export const placementFields = [
  { name: 'batchSize', key: 'batch', label: 'Batch size', allowed: '1 to 4,096' },
  { name: 'hiddenUnits', key: 'hidden', label: 'Hidden width', allowed: '1 to 4,096' },
  { name: 'steps', key: 'steps', label: 'Steps', allowed: '1 to 200' },
  { name: 'seed', key: 'seed', label: 'Seed', allowed: '0 to 4,294,967,295' },
] as const satisfies readonly { readonly name: keyof PlacementSettings; readonly [key: string]: string }[];

/** "batches of 20, 10 wide, 5 steps" */
export function placementHint({ batchSize, hiddenUnits, steps }: PlacementSettings): string {
  return `Batches of ${batchSize}, ${hiddenUnits.toLocaleString('en')} wide, ${steps} steps`;
}
