import type { LayerSettings } from '../../src/network/layers.ts';
import { networkShapes } from '../../src/network/shapes.ts';

/** A layer as the table prints it. */
export interface NetworkRow {
  /** Name in Keras, with its sizes. */
  readonly keras: string;
  /** Name in PyTorch, with its sizes. */
  readonly torch: string;
  /** What each of its numbers goes through, or '' for nothing. */
  readonly activation: string;
  /** Shape of one image after the layer, channels last. */
  readonly outputShape: readonly number[];
  /** How the parameters are counted, or '' for a layer without any. */
  readonly working: string;
  readonly parameterCount: number;
}

/**
 * The rows of a network, in order.
 *
 * @param inputShape [height, width, channels] of one image.
 * @throws {NetworkError} at the first layer that does not fit.
 */
export function networkRows(inputShape: readonly number[], layers: readonly LayerSettings[]): NetworkRow[] {
  const shapes = networkShapes(inputShape, layers);
  return shapes.flatMap((shape, index) => {
    const layer = layers[index];
    if (layer === undefined) return [];
    const { outputShape, parameterCount } = shape;
    const activation = 'activation' in layer && layer.activation !== 'linear' ? layer.activation : '';
    return [{ ...layerNames(layer, shape.inputShape), activation, outputShape, parameterCount }];
  });
}

function layerNames(
  layer: LayerSettings,
  inputShape: readonly number[],
): Pick<NetworkRow, 'keras' | 'torch' | 'working'> {
  const inputs = inputShape.at(-1) ?? 0;
  switch (layer.type) {
    case 'conv2d': {
      const { filters, kernelSize: size } = layer;
      return {
        keras: `Conv2D(${filters}, ${size})`,
        torch: `Conv2d(${inputs}, ${filters}, ${size})`,
        working: `(${size} × ${size} × ${inputs} + 1) × ${filters}`,
      };
    }
    case 'maxPool2d':
      return { keras: `MaxPooling2D(${layer.poolSize})`, torch: `MaxPool2d(${layer.poolSize})`, working: '' };
    case 'flatten':
      return { keras: 'Flatten()', torch: 'flatten(x, 1)', working: '' };
    case 'dropout':
      return { keras: `Dropout(${layer.rate})`, torch: `Dropout(${layer.rate})`, working: '' };
    case 'dense':
      return {
        keras: `Dense(${layer.units})`,
        torch: `Linear(${inputs}, ${layer.units})`,
        working: `(${inputs} + 1) × ${layer.units}`,
      };
  }
}
