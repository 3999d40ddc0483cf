/** How pixels become the numbers that a network reads, in Python. */
import type { ScalingName } from '../training/protocol.ts';

/** What bytes from 0 to 255 become. */
export const pixelRanges: Readonly<Record<ScalingName, string>> = {
  zeroToOne: '[0, 1]',
  minusOneToOne: '[-1, 1]',
  mnistStandardized: '[-0.42, 2.82]',
};

/** Expressions of PyTorch; `images` is a tensor of bytes. */
export const torchScaling: Readonly<Record<ScalingName, string>> = {
  zeroToOne: 'images.float() / 255',
  minusOneToOne: '(images.float() / 255 - 0.5) / 0.5',
  mnistStandardized: '(images.float() / 255 - 0.1307) / 0.3081',
};

/** Expressions of NumPy; `images` is an array of float32, 0 to 255. */
export const kerasScaling: Readonly<Record<ScalingName, string>> = {
  zeroToOne: 'images / 255',
  minusOneToOne: 'images / 127.5 - 1',
  mnistStandardized: '(images / 255 - 0.1307) / 0.3081',
};

/** Expressions of either; `images` holds features from 0 to 1, which may need a conversion such as `.float()`. */
export function featureScaling(scaling: ScalingName, toFloat = ''): string {
  const images = `images${toFloat}`;
  const expressions = {
    zeroToOne: images,
    minusOneToOne: `(${images} - 0.5) / 0.5`,
    mnistStandardized: `(${images} - 0.1307) / 0.3081`,
  } as const;
  return expressions[scaling];
}
