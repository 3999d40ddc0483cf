import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import { accuracyOf, compiledSpiralModel, fitStep } from './keras-spiral.ts';
import type { SilentMistake } from './mistake.ts';
import { spiral } from './spiral.ts';

const VALIDATION_SPLIT = 0.2;

/** `validation_split` takes the last rows: of sorted data those of the last class, which training then hardly sees. */
export const validationTailSorted: SilentMistake = {
  kind: 'silent',
  begin(side, { seed }) {
    const { points, labels } = spiral();
    const count = labels.length;
    const order = Array.from(labels, (_, index) => index);
    // The classes lie one after the other, or are mixed: 7 and 300 have no common factor, so each point comes once.
    const rows =
      side === 'wrong'
        ? order.toSorted((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0) || a - b)
        : order.map((index) => (index * 7 + 3) % count);
    const trained = Math.floor(count * (1 - VALIDATION_SPLIT));
    const part = (chosen: readonly number[]) => ({
      x: tf.tensor2d(
        chosen.flatMap((row) => [...points.subarray(row * 2, row * 2 + 2)]),
        [chosen.length, 2],
      ),
      y: tf.tensor1d(
        chosen.map((row) => labels[row] ?? 0),
        'int32',
      ),
    });
    const train = part(rows.slice(0, trained));
    const validation = part(rows.slice(trained));
    const model = compiledSpiralModel(seed, new keras.losses.SparseCategoricalCrossentropy({ fromLogits: true }));
    return {
      step() {
        fitStep(model, train.x, train.y).dispose();
        return accuracyOf(model, validation.x, validation.y);
      },
      figures: () => Promise.resolve({}),
      dispose() {
        model.dispose();
        tf.dispose([train, validation]);
      },
    };
  },
};
