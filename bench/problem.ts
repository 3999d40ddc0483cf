/** What every contender learns, and from which weights it starts: the same numbers in whatever order it keeps them. */
import { Mt19937 } from '../src/engine/random/mt19937.ts';
import { networkShapes } from '../src/network/shapes.ts';
import type { Network } from './networks.ts';

const CLASSES = 10;
const SEED = 42;

/** One batch and the weights before the first step. */
export interface Problem {
  /** [batch, height, width, channels], from 0 to 1. */
  readonly images: Float32Array<ArrayBuffer>;
  /** [batch], from 0 to 9. */
  readonly labels: Int32Array<ArrayBuffer>;
  readonly weights: readonly LayerWeights[];
}

/** Weights of one layer as PyTorch orders them: a filter [F, C, k, k], or a matrix [out, in] over [C, H, W]. */
export interface LayerWeights {
  readonly type: 'conv2d' | 'dense';
  readonly shape: readonly number[];
  readonly weight: Float32Array<ArrayBuffer>;
  readonly bias: Float32Array<ArrayBuffer>;
  /** [height, width, channels] of what was flattened right before a dense layer, or null. */
  readonly flattened: readonly number[] | null;
}

/** A batch whose classes can be told apart, and weights drawn from U(±1/√fan-in), equal at each call. */
export function makeProblem(network: Network, batchSize: number): Problem {
  const uniform = uniformNumbers(SEED);
  return {
    labels: Int32Array.from({ length: batchSize }, (_, index) => index % CLASSES),
    images: makeImages(network.imageShape, batchSize, uniform),
    weights: makeWeights(network, uniform),
  };
}

/** Noise from 0 to 1 that is half as strong as the pattern of the image's class. */
function makeImages(shape: Network['imageShape'], batchSize: number, uniform: () => number): Float32Array<ArrayBuffer> {
  const size = shape[0] * shape[1] * shape[2];
  const patterns = Float32Array.from({ length: CLASSES * size }, uniform);
  return Float32Array.from({ length: batchSize * size }, (_, index) => {
    const label = Math.floor(index / size) % CLASSES;
    return ((patterns[label * size + (index % size)] ?? 0) * 2 + uniform()) / 3;
  });
}

function makeWeights({ imageShape, layers }: Network, uniform: () => number): LayerWeights[] {
  const shapes = networkShapes(imageShape, layers);
  return layers.flatMap((layer, index): LayerWeights[] => {
    const inputShape = shapes[index]?.inputShape ?? [];
    const inputs = inputShape.at(-1) ?? 0;
    if (layer.type === 'conv2d') {
      const shape = [layer.filters, inputs, layer.kernelSize, layer.kernelSize];
      return [{ type: 'conv2d', shape, flattened: null, ...drawn(shape, uniform) }];
    }
    if (layer.type !== 'dense') return [];
    const shape = [layer.units, inputs];
    const flattened = layers[index - 1]?.type === 'flatten' ? (shapes[index - 1]?.inputShape ?? null) : null;
    return [{ type: 'dense', shape, flattened, ...drawn(shape, uniform) }];
  });
}

function drawn(shape: readonly number[], uniform: () => number): Pick<LayerWeights, 'weight' | 'bias'> {
  const [outputs = 0, ...inputs] = shape;
  const fanIn = inputs.reduce((product, size) => product * size, 1);
  const draw = (length: number) => Float32Array.from({ length }, () => (uniform() * 2 - 1) / Math.sqrt(fanIn));
  return { weight: draw(outputs * fanIn), bias: draw(outputs) };
}

/** Numbers from U[0, 1). */
function uniformNumbers(seed: number): () => number {
  const generator = new Mt19937(seed);
  return () => generator.nextUint32() / 2 ** 32;
}
