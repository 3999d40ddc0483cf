import type { BrowserCheckSettings } from '../../src/training/protocol.ts';
import type { PresetName } from '../experiment/presets.ts';

/** What each preset measures. A software adapter multiplies about 10⁹ numbers a second: Quick and Standard are made for it. */
export const checkPresets: Readonly<Record<PresetName, BrowserCheckSettings>> = {
  quick: { matrixSizes: [64, 128, 256], images: 8, leastMilliseconds: 100 },
  standard: { matrixSizes: [128, 256, 512], images: 32, leastMilliseconds: 300 },
  full: { matrixSizes: [128, 256, 512, 1024, 2048], images: 128, leastMilliseconds: 1_000 },
};

/** One line for each preset. */
export function checkHint({ matrixSizes, images }: BrowserCheckSettings): string {
  return `Matrices of ${matrixSizes.join(', ')}; a convolution of ${images} images`;
}
