import { section, type Program } from '../../../src/export/program.ts';
import { pythonFloat, pythonInteger } from '../../../src/export/python-literals.ts';
import type { LossSurfaceSettings, SurfaceProblemName } from '../../../src/training/protocol.ts';
import { surfaceProblems } from '../surface-problems.ts';
import { racerEntries } from './racer-entries.ts';

interface ProblemLines {
  readonly points: readonly string[];
  readonly outputs: readonly string[];
  readonly model: readonly string[];
}

/** The race in Keras on TensorFlow. It draws points and start by Keras's generator, and so others than the page. */
export function kerasSurfaceProgram(settings: LossSurfaceSettings): Program {
  const { problem, seed, start, xDomain, yDomain, gridSize, epochs } = settings;
  const { points, outputs, model } = problems[problem];
  return {
    title: `${surfaceProblems[problem].label}: optimizers race on the loss, with Keras.`,
    instructions: [
      'Needs keras and tensorflow. Prints the losses of every hundredth epoch; `surface` has those of the grid.',
    ],
    sections: [
      section('Imports', IMPORTS),
      section('Data', DATA, {
        seed: String(seed),
        points,
        start: start ? `start = [${start.map(pythonFloat).join(', ')}]` : DRAWN_START,
      }),
      section('Surface', SURFACE, {
        xDomain: xDomain.map(pythonFloat).join(', '),
        yDomain: yDomain.map(pythonFloat).join(', '),
        gridSize: String(gridSize),
        outputs,
      }),
      section('Race', RACE, {
        racers: racerEntries(settings, 'keras', (name, rate, more) => `optimizers.${name}, ${rate}${more}`),
        model,
        epochs: pythonInteger(epochs),
      }),
    ],
  };
}

/** As PyTorch's Linear draws its weights for one input. */
const DRAWN_START = 'start = keras.random.uniform((2,), -1, 1).numpy()';

const problems: Readonly<Record<SurfaceProblemName, ProblemLines>> = {
  regression: {
    points: ['x = 2 * keras.random.uniform((100, 1))', 'y = 4 + 3 * x + 0.1 * keras.random.normal((100, 1))'],
    outputs: ['outputs = first * inputs + second'],
    model: [
      'model = layers.Dense(1)',
      'model.build((None, 1))',
      'model.kernel.assign([[start[0]]])',
      'model.bias.assign([start[1]])',
    ],
  },
  network: {
    points: [
      'x = 4 * keras.random.uniform((40, 1)) - 2',
      'y = tf.tanh(3 * x) + tf.tanh(-x)',
      'y = y + 0.1 * keras.random.normal((40, 1))',
    ],
    outputs: ['first = tf.tanh(first * inputs)', 'second = tf.tanh(second * inputs)', 'outputs = first + second'],
    model: [
      'hidden = layers.Dense(2, "tanh", use_bias=False)',
      'frozen = layers.Dense(1, use_bias=False)',
      'frozen.trainable = False',
      'model = keras.Sequential([hidden, frozen])',
      'model.build((None, 1))',
      'hidden.kernel.assign([start])',
      'frozen.kernel.assign([[1.0], [1.0]])',
    ],
  },
};

const IMPORTS = `
from functools import partial

import keras
import tensorflow as tf
from keras import layers, optimizers
`;

const DATA = `
# Other numbers than on the page, which takes
# those that PyTorch draws, in both frameworks.
keras.utils.set_random_seed(@seed@)
@points@
@start@
`;

const SURFACE = `
first = tf.linspace(@xDomain@, @gridSize@)
second = tf.linspace(@yDomain@, @gridSize@)
# All outputs at once: [rows, columns, points].
first = first[None, :, None]
second = second[:, None, None]
inputs = tf.reshape(x, [-1])
@outputs@
errors = tf.square(outputs - tf.reshape(y, [-1]))
surface = tf.reduce_mean(errors, axis=-1)
`;

const RACE = `
mean_squared_error = keras.losses.MeanSquaredError()
racers = {
    @racers@
}
losses = {name: [] for name in racers}
for name, create in racers.items():
    @model@
    optimizer = create()
    for epoch in range(@epochs@):
        with tf.GradientTape() as tape:
            loss = mean_squared_error(y, model(x))
        weights = model.trainable_variables
        gradients = tape.gradient(loss, weights)
        optimizer.apply(gradients, weights)
        losses[name].append(float(loss))
    printed = losses[name][99::100]
    print(name, *(f"{loss:.4f}" for loss in printed))
`;
