import * as tf from '@tensorflow/tfjs-core';
import { RecordedStep } from '../../engine/recorded-step.ts';
import * as keras from '../../keras/index.ts';
import type { RaceOptimizerName } from '../loss-surface-protocol.ts';
import { kerasProblems } from './keras-models.ts';
import { MOMENTUM, type BuildSurfaceRace } from './surface-race.ts';

const { optimizers } = keras;

const createOptimizer: Readonly<Record<RaceOptimizerName, (learningRate: number) => keras.optimizers.Optimizer>> = {
  sgd: (learningRate) => new optimizers.SGD({ learningRate }),
  momentum: (learningRate) => new optimizers.SGD({ learningRate, momentum: MOMENTUM }),
  nesterov: (learningRate) => new optimizers.SGD({ learningRate, momentum: MOMENTUM, nesterov: true }),
  adagrad: (learningRate) => new optimizers.Adagrad({ learningRate }),
  rmsprop: (learningRate) => new optimizers.RMSprop({ learningRate }),
  adadelta: (learningRate) => new optimizers.Adadelta({ learningRate }),
  adam: (learningRate) => new optimizers.Adam({ learningRate }),
  adamw: (learningRate) => new optimizers.AdamW({ learningRate }),
};

/** The race in Keras's words: layers and an optimizer for each racer, and a step with a tape for each. */
export const raceWithKeras: BuildSurfaceRace = ({ problem, racers }, start, samples) => {
  const { build, outputs } = kerasProblems[problem];
  const lossFunction = new keras.losses.MeanSquaredError();
  const x = tf.tensor2d(samples.inputs, [samples.inputs.length, 1]);
  const y = tf.tensor2d(samples.targets, [samples.targets.length, 1]);
  const lanes = racers.map(({ optimizer, learningRate }) => ({
    model: build(start),
    optimizer: createOptimizer[optimizer](learningRate),
  }));
  const recorded = new RecordedStep(
    () =>
      tf.tidy(() =>
        lanes.flatMap(({ model, optimizer }) => {
          const tape = new keras.GradientTape();
          const loss = tape.record(() => lossFunction.call(y, model.apply(x)));
          optimizer.apply(tape.gradient(loss, model.trainableVariables), model.trainableVariables);
          // The sum of one number may be that number where it is: a variable, which no recorded step can give away.
          return [loss, ...model.position()].map((result) => tf.clone(result));
        }),
      ),
    'graph',
  );
  return {
    async losses(positions) {
      const losses = tf.tidy(() => {
        const [first, second] = tf.split(tf.tensor2d(positions, [positions.length / 2, 2]), 2, 1);
        if (!first || !second) throw new Error('A position has two numbers.');
        return tf.mean(tf.squaredDifference(outputs(first, second, tf.reshape(x, [-1])), tf.reshape(y, [-1])), 1);
      });
      const values = Float32Array.from(await losses.data());
      losses.dispose();
      return values;
    },
    step: () => recorded.run([]),
    takeSteps: () => recorded.takeResults(),
    dispose() {
      recorded.dispose();
      for (const { model, optimizer } of lanes) {
        optimizer.dispose();
        model.dispose();
      }
      tf.dispose([x, y]);
    },
  };
};
