import type { LayerSettings } from '../network/layers.ts';

/** A layer as stock TensorFlow.js reads it from a model.json: the config of Keras 2. */
export function tfjsLayer(layer: LayerSettings, name: string): object {
  const pair = (size: number) => [size, size];
  const layerOf = (className: string, config: object) => ({
    class_name: className,
    config: { name, trainable: true, ...config },
  });
  switch (layer.type) {
    case 'conv2d':
      return layerOf('Conv2D', {
        filters: layer.filters,
        kernel_size: pair(layer.kernelSize),
        strides: pair(1),
        padding: 'valid',
        data_format: 'channels_last',
        activation: layer.activation,
        use_bias: true,
      });
    case 'maxPool2d':
      return layerOf('MaxPooling2D', {
        pool_size: pair(layer.poolSize),
        strides: pair(layer.poolSize),
        padding: 'valid',
        data_format: 'channels_last',
      });
    case 'flatten':
      return layerOf('Flatten', {});
    case 'dropout':
      return layerOf('Dropout', { rate: layer.rate });
    case 'dense':
      return layerOf('Dense', { units: layer.units, activation: layer.activation, use_bias: true });
  }
}
