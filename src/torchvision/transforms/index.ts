/** Transforms of images, as torchvision.transforms. */
export { Compose, Lambda, type Transform } from './compose.ts';
export { CenterCrop, Pad, RandomCrop } from './cropping.ts';
export { Grayscale, Normalize } from './colors.ts';
export { RandomHorizontalFlip } from './flipping.ts';
export { InterpolationMode, Resize } from './resize.ts';
export { ToTensor, type ImageBytes } from './to-tensor.ts';
