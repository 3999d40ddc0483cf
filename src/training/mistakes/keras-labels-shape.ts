import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../keras/index.ts';
import type { SilentMistake } from './mistake.ts';

const POINTS = 100;

/** Targets [N] minus predictions [N, 1] is a table [N, N]: every prediction is held against every target. */
export const kerasLabelsShape: SilentMistake = {
  kind: 'silent',
  begin(side, { seed }) {
    const x = tf.tidy(() => tf.reshape(tf.linspace(-1, 1, POINTS), [POINTS, 1]));
    const y = tf.tidy(() => tf.add(4, tf.mul(3, tf.reshape(x, [POINTS]))));
    const kernelInitializer = new keras.initializers.GlorotUniform({ seed });
    const model = new keras.Sequential([keras.Input([1]), new keras.layers.Dense(1, { kernelInitializer })]);
    const optimizer = new keras.optimizers.SGD({ learningRate: 0.1 });
    return {
      step: () =>
        tf.tidy(() => {
          const tape = new keras.GradientTape();
          const loss = tape.record(() => {
            const predictions = model.apply(x);
            const compared = side === 'wrong' ? predictions : tf.reshape(predictions, [POINTS]);
            return tf.mean(tf.square(tf.sub(y, compared)));
          });
          optimizer.apply(tape.gradient(loss, model.trainableVariables), model.trainableVariables);
          return loss;
        }),
      async figures() {
        const [kernel] = model.getWeights();
        const [slope = NaN] = (await kernel?.data()) ?? [];
        return { slope };
      },
      dispose() {
        optimizer.dispose();
        model.dispose();
        tf.dispose([x, y]);
      },
    };
  },
};
