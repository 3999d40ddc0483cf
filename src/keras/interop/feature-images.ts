import type { layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { ValueError } from '../errors.ts';
import { at } from '../utils/lists.ts';

/**
 * Height, width and channels of the image that a row of features is, where Keras orders it by row, column and channel.
 * Null for features that are no image, or that lie as PyTorch's.
 */
export type FeatureImage = readonly [height: number, width: number, channels: number] | null;

/** Where a model has images as features: after a Flatten or a Reshape of images, and before a Reshape to them. */
export class FeatureImages {
  /** Whether images are [N, C, H, W], as in PyTorch. */
  readonly channelsFirst: boolean;
  readonly #ahead = new Map<layers.Layer, FeatureImage>();

  /** @throws {ValueError} when the layers of a model want images in both layouts. */
  constructor(model: readonly layers.Layer[]) {
    this.channelsFirst = hasChannelsFirst(model);
    for (const layer of model) {
      const output = outputOf(layer);
      if (layer.getClassName() === 'Reshape' && output?.shape.length === 4) this.#mark(layer, this.#imageOf(output));
    }
  }

  /** The image that goes into a layer as features. @throws {ValueError} after a layer that joins flattened images. */
  into(layer: layers.Layer): FeatureImage {
    return this.#behind(at(inputsOf(layer), 0));
  }

  /** The image that the features of a layer become. */
  outOf(layer: layers.Layer): FeatureImage {
    return this.#ahead.get(layer) ?? null;
  }

  #behind({ sourceLayer, shape }: SymbolicTensor): FeatureImage {
    const inputs = inputsOf(sourceLayer);
    const [input] = inputs;
    if (!input || shape.length !== 2) return null;
    const className = sourceLayer.getClassName();
    if (input.shape.length === 4) {
      if (className === 'Flatten') return this.#flattened(input, dataFormatOf(sourceLayer));
      return className === 'Reshape' ? this.#imageOf(input) : null;
    }
    if (inputs.length === 1) return keepsOrder(sourceLayer) ? this.#behind(input) : null;
    if (inputs.every((each) => this.#behind(each) === null)) return null;
    throw new ValueError(
      `layer '${sourceLayer.name}' (${className}) joins flattened images, whose features PyTorch and Keras order ` +
        'differently. Copy the weights after it with setWeights.',
    );
  }

  /** A Flatten that is told of channels first moves them to the end before it flattens. */
  #flattened(images: SymbolicTensor, dataFormat: unknown): FeatureImage {
    if (dataFormat !== 'channels_first') return this.#imageOf(images);
    const [, channels, height, width] = images.shape;
    return [height ?? 1, width ?? 1, channels ?? 1];
  }

  #imageOf({ shape }: SymbolicTensor): FeatureImage {
    const [, height, width, channels] = shape;
    return this.channelsFirst ? null : [height ?? 1, width ?? 1, channels ?? 1];
  }

  /** Marks what makes the features of a layer, up to the one that mixes them. */
  #mark(layer: layers.Layer, image: FeatureImage): void {
    const [input] = inputsOf(layer);
    if (!input) return;
    this.#ahead.set(input.sourceLayer, image);
    if (keepsOrder(input.sourceLayer)) this.#mark(input.sourceLayer, image);
  }
}

/** What a layer was connected to first; an input layer to nothing. */
function inputsOf(layer: layers.Layer): readonly SymbolicTensor[] {
  const [node] = layer.inboundNodes;
  return node && node.inboundLayers.length > 0 ? node.inputTensors : [];
}

function outputOf(layer: layers.Layer): SymbolicTensor | undefined {
  return layer.inboundNodes[0]?.outputTensors[0];
}

/** Whether a layer changes features one by one, as an activation or a normalization does. Only Dense mixes them. */
function keepsOrder(layer: layers.Layer): boolean {
  const [input] = inputsOf(layer);
  const isMixed = layer.getClassName() === 'Dense' || input?.shape.length !== 2;
  return !isMixed && outputOf(layer)?.shape[1] === input.shape[1];
}

function dataFormatOf(layer: layers.Layer): unknown {
  return layer.getConfig().dataFormat;
}

/** Whether the images of a model are [N, C, H, W], as in PyTorch. A Flatten says only what it does with them. */
function hasChannelsFirst(model: readonly layers.Layer[]): boolean {
  const windowed = model.filter((layer) => layer.getClassName() !== 'Flatten');
  const formats = new Set(windowed.map(dataFormatOf).filter((format) => typeof format === 'string'));
  if (formats.size > 1) {
    throw new ValueError(
      `the layers want images as ${[...formats].join(' and as ')}. Give all of them the same dataFormat.`,
    );
  }
  return formats.has('channels_first');
}
