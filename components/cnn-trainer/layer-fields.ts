import type { LayerSettings } from '../../src/network/layers.ts';

export type LayerType = LayerSettings['type'];

export type LayerFieldName = 'filters' | 'kernelSize' | 'poolSize' | 'rate' | 'units';

/** Types of layer by the names that Keras gives them. */
export const layerLabels: Readonly<Record<LayerType, string>> = {
  conv2d: 'Conv2D',
  maxPool2d: 'MaxPooling2D',
  flatten: 'Flatten',
  dropout: 'Dropout',
  dense: 'Dense',
};

/** Every size that some layer has, what a reader calls it, and what a new layer begins with. */
export const layerFields: readonly {
  readonly name: LayerFieldName;
  readonly label: string;
  readonly initial: number;
}[] = [
  { name: 'filters', label: 'filters', initial: 32 },
  { name: 'kernelSize', label: 'kernel', initial: 3 },
  { name: 'poolSize', label: 'window', initial: 2 },
  { name: 'rate', label: 'rate', initial: 0.5 },
  { name: 'units', label: 'units', initial: 64 },
];

/** The sizes that a layer has. */
export function layerValues(layer: LayerSettings): Readonly<Partial<Record<LayerFieldName, number>>> {
  switch (layer.type) {
    case 'conv2d':
      return { filters: layer.filters, kernelSize: layer.kernelSize };
    case 'maxPool2d':
      return { poolSize: layer.poolSize };
    case 'flatten':
      return {};
    case 'dropout':
      return { rate: layer.rate };
    case 'dense':
      return { units: layer.units };
  }
}

/** "30 × 30 × 32" */
export function shapeText(shape: readonly number[]): string {
  return shape.join(' × ');
}
