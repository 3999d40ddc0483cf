import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import { accuracyOf, fitStep } from './keras-spiral.ts';
import type { SilentMistake } from './mistake.ts';

const SIZE = 8;
const CHANNELS = 3;
const IMAGES = 60;
const DIRECTIONS = 3;

/** Pictures of stripes, channels first: image i has direction i mod 3, and a phase and a colour of its own. */
function stripes(): { readonly pixels: Float32Array; readonly labels: Int32Array } {
  const pixels = new Float32Array(IMAGES * CHANNELS * SIZE * SIZE);
  const labels = Int32Array.from({ length: IMAGES }, (_, image) => image % DIRECTIONS);
  let place = 0;
  for (const [image, label] of labels.entries()) {
    for (let channel = 0; channel < CHANNELS; channel++) {
      const strength = (1 + ((image + channel) % 4)) / 4;
      for (let row = 0; row < SIZE; row++) {
        for (let column = 0; column < SIZE; column++) {
          const along = label === 0 ? row : label === 1 ? column : row + column;
          pixels[place++] = strength * (0.5 + 0.5 * Math.cos((Math.PI / 2) * (along + (image % 4))));
        }
      }
    }
  }
  return { pixels, labels };
}

/** A network that learned from channels-last pictures is asked about others, whose channels are moved or only renamed. */
export const channelsOrder: SilentMistake = {
  kind: 'silent',
  begin(side, { seed }) {
    const { pixels, labels } = stripes();
    const first = tf.tensor4d(pixels, [IMAGES, CHANNELS, SIZE, SIZE]);
    const last = tf.transpose(first, [0, 2, 3, 1]);
    const asked = side === 'wrong' ? tf.reshape(first, [IMAGES, SIZE, SIZE, CHANNELS]) : tf.clone(last);
    first.dispose();
    const y = tf.tensor1d(labels, 'int32');
    const initializer = (place: number) => new keras.initializers.GlorotUniform({ seed: seed + place });
    const model = new keras.Sequential([
      keras.Input([SIZE, SIZE, CHANNELS]),
      new keras.layers.Conv2D(8, 3, { activation: 'relu', kernelInitializer: initializer(0) }),
      new keras.layers.Flatten(),
      new keras.layers.Dense(DIRECTIONS, { kernelInitializer: initializer(1) }),
    ]);
    model.compile({
      optimizer: new keras.optimizers.Adam({ learningRate: 0.003 }),
      loss: new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true }),
    });
    return {
      step() {
        fitStep(model, last, y).dispose();
        return accuracyOf(model, asked, y);
      },
      figures: () => Promise.resolve({}),
      dispose() {
        model.dispose();
        tf.dispose([last, asked, y]);
      },
    };
  },
};
