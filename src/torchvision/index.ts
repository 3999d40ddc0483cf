/** What lessons need of torchvision. */
export * as transforms from './transforms/index.ts';
