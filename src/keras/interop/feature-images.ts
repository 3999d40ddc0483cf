import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { ValueError } from '../errors.ts';
import { at } from '../utils/lists.ts';

/** Height, width and channels of the image that a layer's features are, or null for features without an order. */
export type FeatureImage = readonly [height: number, width: number, channels: number] | null;

/** Layers whose outputs are, one by one, their inputs changed. */
const KEEPS_ORDER = new Set([
  'Activation',
  'BatchNormalization',
  'Dropout',
  'ELU',
  'GaussianNoise',
  'LayerNormalization',
  'LeakyReLU',
  'ReLU',
  'Softmax',
]);

/**
 * The image that the features of `symbol` were flattened from.
 *
 * @throws {ValueError} when several inputs are joined, of which some are flattened images.
 */
export function imageBehind(symbol: SymbolicTensor): FeatureImage {
  const { sourceLayer } = symbol;
  const inputs = inputsOf(sourceLayer);
  const [input] = inputs;
  if (!input || symbol.shape.length !== 2) return null;
  if (input.shape.length === 4) return reshapes(sourceLayer) ? imageOf(input.shape) : null;
  if (inputs.length === 1) return KEEPS_ORDER.has(sourceLayer.getClassName()) ? imageBehind(input) : null;
  if (inputs.every((each) => imageBehind(each) === null)) return null;
  throw new ValueError(
    `layer '${sourceLayer.name}' (${sourceLayer.getClassName()}) joins flattened images, whose features PyTorch and Keras ` +
      'order differently. Copy the weights after it with setWeights.',
  );
}

/** For every layer whose features a Reshape makes into images: which images. */
export function imagesAhead(all: readonly layers.Layer[]): Map<layers.Layer, FeatureImage> {
  const images = new Map<layers.Layer, FeatureImage>();
  for (const layer of all) {
    const [output] = outputsOf(layer);
    if (!reshapes(layer) || output?.shape.length !== 4) continue;
    let before = at(inputsOf(layer), 0).sourceLayer;
    images.set(before, imageOf(output.shape));
    while (KEEPS_ORDER.has(before.getClassName())) {
      before = at(inputsOf(before), 0).sourceLayer;
      images.set(before, imageOf(output.shape));
    }
  }
  return images;
}

/** What the layer was connected to first; an input layer to nothing. */
export function inputsOf(layer: layers.Layer): readonly SymbolicTensor[] {
  const [node] = layer.inboundNodes;
  return node && node.inboundLayers.length > 0 ? node.inputTensors : [];
}

function outputsOf(layer: layers.Layer): readonly SymbolicTensor[] {
  return layer.inboundNodes[0]?.outputTensors ?? [];
}

function reshapes(layer: layers.Layer): boolean {
  return ['Flatten', 'Reshape'].includes(layer.getClassName());
}

function imageOf([, ...sample]: readonly (number | null)[]): FeatureImage {
  const [height = 1, width = 1, channels = 1] = sample.map((length) => length ?? 1);
  return [height, width, channels];
}
