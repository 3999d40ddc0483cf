import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import { accuracyOf, compiledSpiralModel, fitStep, readNumber } from './keras-spiral.ts';
import type { SilentMistake } from './mistake.ts';
import { spiral } from './spiral.ts';

/** The loss takes probabilities unless it is told otherwise, and reads logits as if they were some. */
export const kerasMissingFromLogits: SilentMistake = {
  kind: 'silent',
  begin(side, { seed }) {
    const { points, labels } = spiral();
    const x = tf.tensor2d(points, [labels.length, 2]);
    const y = tf.tensor1d(labels, 'int32');
    const loss = new keras.losses.SparseCategoricalCrossentropy({ fromLogits: side === 'right' });
    const model = compiledSpiralModel(seed, loss);
    return {
      step: () => fitStep(model, x, y),
      figures: async () => ({ accuracy: await readNumber(accuracyOf(model, x, y)) }),
      dispose() {
        model.dispose();
        tf.dispose([x, y]);
      },
    };
  },
};
