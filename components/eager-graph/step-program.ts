import { kerasLayerCall } from '../../src/export/keras-network.ts';
import { programFile, type ExportedFile, type ExportFormat } from '../../src/export/program-file.ts';
import { section, type Program, type ProgramSection } from '../../src/export/program.ts';
import { torchNetwork } from '../../src/export/torch-network.ts';
import {
  CLASSES,
  IMAGE_SHAPE,
  LEARNING_RATE,
  ROUNDS,
  stepLayers,
  WARM_UP_STEPS,
} from '../../src/network/timed-step.ts';
import type { DialectName, EagerGraphSettings } from '../../src/training/protocol.ts';

/** A program that times the step of these settings both ways outside, as a file to save. */
export function stepFile(dialect: DialectName, format: ExportFormat, settings: EagerGraphSettings): ExportedFile {
  return programFile(stepProgram(dialect, settings), `eager_graph_${dialect}`, format);
}

function stepProgram(dialect: DialectName, settings: EagerGraphSettings): Program {
  const isTorch = dialect === 'torch';
  return {
    title: `One training step, eagerly and as a graph of ${isTorch ? 'torch.compile' : 'tf.function'}, timed.`,
    instructions: [
      `    python eager_graph_${dialect}.py`,
      '',
      isTorch ? 'Needs torch, and a C++ compiler where there is no GPU.' : 'Needs tensorflow.',
    ],
    sections: isTorch ? torchSections(settings) : kerasSections(settings),
  };
}

function torchSections(settings: EagerGraphSettings): ProgramSection[] {
  // Every data set of the course with such images gives the same module.
  const network = torchNetwork({ dataset: 'mnist', layers: stepLayers[settings.network] });
  return [
    section('Settings', TORCH_SETTINGS, values(settings)),
    section('Network and step', TORCH_STEP, { network, learningRate: String(LEARNING_RATE) }),
    section('Timing', TIMING, { batch: TORCH_BATCH.trim().split('\n'), read: '.item()' }),
    section('Both ways', BOTH_WAYS, { graph: 'torch.compile(step)' }),
  ];
}

function kerasSections(settings: EagerGraphSettings): ProgramSection[] {
  const layers = stepLayers[settings.network].map((layer) => `    ${kerasLayerCall(layer)},`);
  return [
    section('Settings', KERAS_SETTINGS, values(settings)),
    section('Network and step', KERAS_STEP, {
      shape: IMAGE_SHAPE.join(', '),
      layers,
      learningRate: String(LEARNING_RATE),
    }),
    section('Timing', TIMING, { batch: KERAS_BATCH.trim().split('\n'), read: '.numpy()' }),
    section('Both ways', BOTH_WAYS, { graph: 'tf.function(step)' }),
  ];
}

function values({ batchSizes, steps, seed }: EagerGraphSettings): Readonly<Record<string, string>> {
  return {
    seed: String(seed),
    batchSizes: batchSizes.join(', '),
    steps: String(steps),
    rounds: String(ROUNDS),
    warmUp: String(WARM_UP_STEPS),
    classes: String(CLASSES),
  };
}

const COMMON_SETTINGS = `
BATCH_SIZES = [@batchSizes@]
STEPS = @steps@
ROUNDS = @rounds@
WARM_UP_STEPS = @warmUp@
CLASSES = @classes@
`;

const TORCH_SETTINGS = `
import time

import torch
from torch import nn
${COMMON_SETTINGS}
torch.manual_seed(@seed@)
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
`;

const TORCH_STEP = `
@network@


model = Net().to(DEVICE)
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=@learningRate@)


def step(images, labels):
    loss = criterion(model(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss
`;

const TORCH_BATCH = `
images = torch.rand(batch_size, 1, 28, 28, device=DEVICE)
labels = torch.arange(batch_size, device=DEVICE) % CLASSES
`;

const KERAS_SETTINGS = `
import time

import keras
import tensorflow as tf
${COMMON_SETTINGS}
keras.utils.set_random_seed(@seed@)
`;

const KERAS_STEP = `
model = keras.Sequential([
    keras.Input((@shape@)),
@layers@
])
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = keras.optimizers.Adam(@learningRate@)
optimizer.build(model.trainable_variables)


def step(images, labels):
    with tf.GradientTape() as tape:
        logits = model(images, training=True)
        loss = loss_function(labels, logits)
    weights = model.trainable_variables
    gradients = tape.gradient(loss, weights)
    optimizer.apply(gradients, weights)
    return loss
`;

const KERAS_BATCH = `
images = tf.random.uniform([batch_size, 28, 28, 1])
labels = tf.range(batch_size) % CLASSES
`;

const TIMING = `
def milliseconds(run, batch_size):
    """The median of some rounds, after steps that compile what they need."""
    @batch@
    for _ in range(WARM_UP_STEPS):
        run(images, labels)@read@
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(STEPS):
            run(images, labels)@read@
        rounds.append((time.perf_counter() - start) / STEPS * 1000)
    return sorted(rounds)[ROUNDS // 2]
`;

const BOTH_WAYS = `
graph = @graph@
for batch_size in BATCH_SIZES:
    times = milliseconds(step, batch_size), milliseconds(graph, batch_size)
    print("Batch of {}: eager {:.2f} ms, graph {:.2f} ms".format(batch_size, *times))
`;
