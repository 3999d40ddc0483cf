import type { ActivationName, LayerSettings } from '../network/layers.ts';
import { pythonFloat } from './python-literals.ts';

/** A layer as the call of its Keras class; with a name where one is given. */
export function kerasLayerCall(layer: LayerSettings, name?: string): string {
  const call = (className: string, ...given: readonly string[]) =>
    `keras.layers.${className}(${[...given, ...(name === undefined ? [] : [`name="${name}"`])].join(', ')})`;
  switch (layer.type) {
    case 'conv2d':
      return call('Conv2D', `${layer.filters}`, `${layer.kernelSize}`, ...activationArguments(layer.activation));
    case 'maxPool2d':
      return call('MaxPooling2D', `${layer.poolSize}`);
    case 'flatten':
      return call('Flatten');
    case 'dropout':
      return call('Dropout', pythonFloat(layer.rate));
    case 'dense':
      return call('Dense', `${layer.units}`, ...activationArguments(layer.activation));
  }
}

function activationArguments(activation: ActivationName): string[] {
  return activation === 'linear' ? [] : [`activation="${activation}"`];
}
