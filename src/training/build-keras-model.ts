import { initializers, layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import { Dropout } from '../keras/dropout.ts';
import type { LayerSettings } from '../network/layers.ts';
import type { TrainingSettings } from './protocol.ts';

/**
 * The network of `settings` as a Keras Sequential model, with Keras's own initial weights: Glorot uniform, biases 0.
 * tfjs would start from Glorot normal.
 *
 * @param inputShape [height, width, channels].
 */
export function buildKerasModel(settings: TrainingSettings, inputShape: readonly number[]): Sequential {
  const model = sequential();
  settings.layers.forEach((layer, index) => {
    // Each layer draws from a sequence of its own, else equal layers would start with equal weights.
    const seed = settings.seed * 100 + index;
    model.add(kerasLayer(layer, seed, index === 0 ? { inputShape: [...inputShape] } : {}));
  });
  return model;
}

function kerasLayer(layer: LayerSettings, seed: number, input: { inputShape?: number[] }): layers.Layer {
  switch (layer.type) {
    case 'conv2d': {
      const { filters, kernelSize, activation } = layer;
      const kernelInitializer = initializers.glorotUniform({ seed });
      return layers.conv2d({ ...input, filters, kernelSize, activation, kernelInitializer });
    }
    case 'maxPool2d':
      return layers.maxPooling2d({ ...input, poolSize: layer.poolSize });
    case 'flatten':
      return layers.flatten(input);
    case 'dropout':
      return new Dropout({ ...input, rate: layer.rate, seed });
    case 'dense': {
      const { units, activation } = layer;
      return layers.dense({ ...input, units, activation, kernelInitializer: initializers.glorotUniform({ seed }) });
    }
  }
}
