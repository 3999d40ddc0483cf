import * as keras from '../keras/index.ts';
import { defaultSeedsOf } from '../keras/random/seeds.ts';
import type { LayerSettings } from '../network/layers.ts';
import type { TrainingSettings } from './protocol.ts';

/**
 * The network of `settings` as a Keras Sequential model, with the initial weights and the dropout that it has in Keras
 * after `set_random_seed(settings.seed)`.
 *
 * @param inputShape [height, width, channels].
 */
export function buildKerasModel(
  settings: Pick<TrainingSettings, 'layers' | 'seed'>,
  inputShape: readonly number[],
): keras.Sequential {
  const input = keras.Input([...inputShape]);
  // Set for all, the seed would also begin anew the random numbers of a program in Python beside this training.
  const nextSeed = defaultSeedsOf(settings.seed);
  const layers = settings.layers.map((layer) => kerasLayer(layer, nextSeed));
  return new keras.Sequential([input, ...layers]);
}

/** @param nextSeed called as often as Keras takes a seed for such a layer. */
function kerasLayer(layer: LayerSettings, nextSeed: () => number): keras.Layer {
  switch (layer.type) {
    case 'conv2d': {
      const { filters, kernelSize, activation } = layer;
      return new keras.layers.Conv2D(filters, kernelSize, { activation, kernelInitializer: glorotUniform(nextSeed()) });
    }
    case 'maxPool2d':
      return new keras.layers.MaxPooling2D(layer.poolSize);
    case 'flatten':
      return new keras.layers.Flatten();
    case 'dropout':
      return new keras.layers.Dropout(layer.rate, layer.rate > 0 ? { seed: nextSeed() } : {});
    case 'dense':
      return new keras.layers.Dense(layer.units, {
        activation: layer.activation,
        kernelInitializer: glorotUniform(nextSeed()),
      });
  }
}

function glorotUniform(seed: number): keras.initializers.Initializer {
  return new keras.initializers.GlorotUniform({ seed });
}
