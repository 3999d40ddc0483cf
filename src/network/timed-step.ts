/** The training step that is timed eagerly and as a graph, on the page and by the programs that readers take away. */
import type { LayerSettings } from './layers.ts';

/** [height, width, channels] of an image. */
export const IMAGE_SHAPE = [28, 28, 1] as const;
export const LEARNING_RATE = 0.001;
export const CLASSES = 10;
/** Shaders are compiled in the first steps, and a graph is recorded in the first few. */
export const WARM_UP_STEPS = 6;
export const ROUNDS = 3;

/** The networks whose steps are timed. */
export const stepLayers: Readonly<Record<'perceptron' | 'cnn', readonly LayerSettings[]>> = {
  perceptron: [
    { type: 'flatten' },
    { type: 'dense', units: 64, activation: 'relu' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
  cnn: [
    { type: 'conv2d', filters: 8, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'conv2d', filters: 16, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'flatten' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
};
