import * as keras from '../keras/index.ts';
import type { LayerSettings } from '../network/layers.ts';
import type { TrainingSettings } from './protocol.ts';

/**
 * The network of `settings` as a Keras Sequential model, with Keras's own initial weights: Glorot uniform, biases 0.
 *
 * @param inputShape [height, width, channels].
 */
export function buildKerasModel(
  settings: Pick<TrainingSettings, 'layers' | 'seed'>,
  inputShape: readonly number[],
): keras.Sequential {
  const input = keras.Input([...inputShape]);
  // Each layer draws from a sequence of its own, else equal layers would start with equal weights.
  const layers = settings.layers.map((layer, index) => kerasLayer(layer, settings.seed * 100 + index));
  return new keras.Sequential([input, ...layers]);
}

function kerasLayer(layer: LayerSettings, seed: number): keras.Layer {
  const kernelInitializer = new keras.initializers.GlorotUniform({ seed });
  switch (layer.type) {
    case 'conv2d': {
      const { filters, kernelSize, activation } = layer;
      return new keras.layers.Conv2D(filters, kernelSize, { activation, kernelInitializer });
    }
    case 'maxPool2d':
      return new keras.layers.MaxPooling2D(layer.poolSize);
    case 'flatten':
      return new keras.layers.Flatten();
    case 'dropout':
      return new keras.layers.Dropout(layer.rate, { seed });
    case 'dense':
      return new keras.layers.Dense(layer.units, { activation: layer.activation, kernelInitializer });
  }
}
