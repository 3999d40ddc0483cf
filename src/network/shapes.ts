import type { LayerSettings } from './layers.ts';

/** What a layer makes of its input. */
export interface LayerShape {
  /** Without the batch axis: [height, width, channels], or [features]. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly parameterCount: number;
}

/** A network's layers that do not fit each other, or its input. */
export class NetworkError extends Error {
  /** Index of the layer that does not fit. */
  readonly layerIndex: number;
  readonly fix: string;

  constructor(layerIndex: number, message: string, fix: string) {
    super(message);
    this.name = 'NetworkError';
    this.layerIndex = layerIndex;
    this.fix = fix;
  }
}

/**
 * Shapes and parameter counts of every layer.
 *
 * @param inputShape [height, width, channels] of one image.
 * @returns one entry a layer, in order.
 * @throws {NetworkError} at the first layer that does not fit.
 */
export function networkShapes(inputShape: readonly number[], layers: readonly LayerSettings[]): LayerShape[] {
  let shape = inputShape;
  return layers.map((layer, index) => {
    const next = layerShape(shape, layer, index);
    shape = next.outputShape;
    return next;
  });
}

/** Sum of trainable parameters. */
export function countParameters(shapes: readonly LayerShape[]): number {
  return shapes.reduce((total, { parameterCount }) => total + parameterCount, 0);
}

function layerShape(inputShape: readonly number[], layer: LayerSettings, index: number): LayerShape {
  const result = (outputShape: readonly number[], parameterCount: number): LayerShape => ({
    inputShape,
    outputShape,
    parameterCount,
  });
  switch (layer.type) {
    case 'conv2d': {
      const [height, width, channels] = imageShape(inputShape, 'Conv2D', index);
      const { filters, kernelSize } = layer;
      requireWindow(height, width, kernelSize, 'Conv2D', index);
      const parameters = (kernelSize * kernelSize * channels + 1) * filters;
      return result([height - kernelSize + 1, width - kernelSize + 1, filters], parameters);
    }
    case 'maxPool2d': {
      const [height, width, channels] = imageShape(inputShape, 'MaxPooling2D', index);
      requireWindow(height, width, layer.poolSize, 'MaxPooling2D', index);
      return result([Math.floor(height / layer.poolSize), Math.floor(width / layer.poolSize), channels], 0);
    }
    case 'flatten':
      return result([inputShape.reduce((product, size) => product * size, 1)], 0);
    case 'dropout':
      return result(inputShape, 0);
    case 'dense': {
      const [features, ...rest] = inputShape;
      if (features === undefined || rest.length > 0) {
        throw new NetworkError(
          index,
          `Dense: expected one axis of features, got [${inputShape.join(', ')}].`,
          'Put a Flatten layer before it.',
        );
      }
      return result([layer.units], (features + 1) * layer.units);
    }
  }
}

function imageShape(shape: readonly number[], layerName: string, index: number): [number, number, number] {
  const [height, width, channels] = shape;
  if (height === undefined || width === undefined || channels === undefined) {
    throw new NetworkError(
      index,
      `${layerName}: expected an image of [height, width, channels], got [${shape.join(', ')}].`,
      'Move it in front of the Flatten layer.',
    );
  }
  return [height, width, channels];
}

function requireWindow(height: number, width: number, size: number, layerName: string, index: number): void {
  if (size <= height && size <= width) return;
  throw new NetworkError(
    index,
    `${layerName}: a window of ${size}x${size} is larger than its input of ${height}x${width}.`,
    'Use a smaller window, or remove a pooling layer before it.',
  );
}
