/** The networks that are compared. */
import type { LayerSettings } from '../src/network/layers.ts';
import { networkShapes } from '../src/network/shapes.ts';

export const networkNames = ['mlp', 'mnist-cnn', 'source-000', 'source-001'] as const;
export type NetworkName = (typeof networkNames)[number];

/** A classifier of images in ten classes; its last layer gives logits. */
export interface Network {
  readonly name: NetworkName;
  readonly title: string;
  /** [height, width, channels]. */
  readonly imageShape: readonly [number, number, number];
  readonly layers: readonly LayerSettings[];
}

const convolution = (filters: number): LayerSettings => ({
  type: 'conv2d',
  filters,
  kernelSize: 3,
  activation: 'relu',
});
const pool: LayerSettings = { type: 'maxPool2d', poolSize: 2 };
const flatten: LayerSettings = { type: 'flatten' };
const dense = (units: number): LayerSettings => ({ type: 'dense', units, activation: 'relu' });
const logits: LayerSettings = { type: 'dense', units: 10, activation: 'linear' };

/** In the order of their cost. */
export const networks: readonly Network[] = [
  {
    name: 'mlp',
    title: 'MLP 784-128-10',
    imageShape: [28, 28, 1],
    layers: [flatten, dense(128), logits],
  },
  {
    name: 'mnist-cnn',
    title: 'small CNN for MNIST (convolutions 16-32-64)',
    imageShape: [28, 28, 1],
    layers: [convolution(16), pool, convolution(32), pool, convolution(64), flatten, logits],
  },
  {
    name: 'source-000',
    title: 'the CNN for CIFAR-10 of lesson 1 (convolutions 32-64-64, dense 64)',
    imageShape: [32, 32, 3],
    layers: [convolution(32), pool, convolution(64), pool, convolution(64), flatten, dense(64), logits],
  },
  {
    name: 'source-001',
    title: 'a wide CNN for MNIST (convolutions 32-64, dense 1024)',
    imageShape: [28, 28, 1],
    layers: [convolution(32), convolution(64), pool, flatten, dense(1024), logits],
  },
];

/** Multiplications of the forward pass of one image: what a step costs grows with them. */
export function multiplicationsOf({ imageShape, layers }: Network): number {
  const shapes = networkShapes(imageShape, layers);
  return layers.reduce((sum, layer, index) => sum + multiplicationsOfLayer(layer, shapes[index]), 0);
}

function multiplicationsOfLayer(layer: LayerSettings, shape: ReturnType<typeof networkShapes>[number] | undefined) {
  const product = (sizes: readonly number[]) => sizes.reduce((result, size) => result * size, 1);
  if (shape === undefined) return 0;
  if (layer.type === 'dense') return product(shape.inputShape) * layer.units;
  if (layer.type === 'conv2d') {
    return product(shape.outputShape) * layer.kernelSize ** 2 * (shape.inputShape.at(-1) ?? 0);
  }
  return 0;
}
