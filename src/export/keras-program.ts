import { datasetFileName, describeDataset, isDownloaded } from '../datasets/describe.ts';
import { layerNames } from '../network/layer-names.ts';
import type { LayerSettings } from '../network/layers.ts';
import type { TrainingSettings } from '../training/protocol.ts';
import { noKerasAdditions, type KerasAdditions } from './additions.ts';
import { datasetModules, optimizerClasses } from './framework-names.ts';
import { kerasLayerCall } from './keras-network.ts';
import { dataFolderText, ownDataImports, ownDataLines, scaledImages } from './own-data.ts';
import { kerasScaling, pixelRanges } from './pixel-scaling.ts';
import { pillowImports } from './pillow-imports.ts';
import { section, type Program } from './program.ts';
import { isResized, resizeLines } from './resized-data.ts';
import { settingValues } from './setting-values.ts';

/**
 * The training of these settings as a Keras program that runs outside: on one device, or on several under
 * tf.distribute.MirroredStrategy, which share each batch. Its random numbers are Keras's own.
 */
export function kerasProgram(settings: TrainingSettings, additions: KerasAdditions = noKerasAdditions): Program {
  const { dataset, scaling, validationSplit } = settings;
  const isOwn = typeof dataset === 'object';
  const isOwnImages = isOwn && dataset.source.type === 'images';
  const name = `${datasetFileName(dataset)}_keras`;
  return {
    title: `A network for ${describeDataset(dataset).title}, trained with Keras.`,
    instructions: [
      `    python ${name}.py`,
      '',
      `Needs tensorflow${isOwnImages || isResized(dataset) ? ' and Pillow' : ''}. What may be set in the environment:`,
      '',
      '    DUET_MIRRORED  all, or names such as GPU:0,GPU:1: devices that share each batch',
      ...(isOwn ? [`    DUET_DATA      ${dataFolderText(dataset)}`] : []),
      ...(isDownloaded(dataset)
        ? ['    DUET_DATA      an .npz file with x_train, y_train, x_test and y_test, read in place of the download']
        : []),
      '    DUET_WEIGHTS   a .safetensors file with the initial weights, by names such as conv1.kernel',
      '    DUET_SHUFFLE   0 takes the training images in the order in which they are stored',
      '    DUET_LOSSES    a .json file to write the loss of every step to',
    ],
    sections: [
      section('Settings', IMPORTS_AND_SETTINGS, {
        ...settingValues(settings),
        ownImports: isDownloaded(dataset) ? [] : ownDataImports(dataset),
        imageImports: pillowImports(dataset),
      }),
      section('Devices', DEVICES),
      section('Data', DATA, {
        readImages: isDownloaded(dataset)
          ? section('Read', READ_IMAGES, { module: datasetModules[dataset] }).code
          : [...ownDataLines(dataset), ...READ_OWN.split('\n')],
        range: pixelRanges[scaling],
        ...scaledImages(settings, kerasScaling, ''),
        resize: resizeLines(dataset),
      }),
      section('Network', NETWORK, { layers: namedLayers(settings.layers).map((call) => `${call},`) }),
      section('Training', TRAINING, {
        optimizerClass: optimizerClasses[settings.optimizer],
        setUp: additions.setUp,
        learningRate: additions.learningRate ?? 'LEARNING_RATE',
        callbacks: ['step_losses,', ...additions.callbacks.map((callback) => `${callback},`)],
        // Keras runs a graph unless it is told otherwise.
        execution: settings.execution === 'eager' ? ['run_eagerly=True,'] : [],
        validation:
          validationSplit > 0
            ? [
                'validation_data=(x_train[TRAINED:], y_train[TRAINED:]),',
                'validation_batch_size=even_batch(TRAIN_IMAGES - TRAINED),',
              ]
            : [],
      }),
      section('Test', TEST, { name }),
    ],
  };
}

/** Layers with weights have the names that the PyTorch program gives them: conv1, fc1. */
function namedLayers(layers: readonly LayerSettings[]): string[] {
  const names = layerNames(layers);
  return layers.map((layer, index) => kerasLayerCall(layer, names[index] ?? undefined));
}

const IMPORTS_AND_SETTINGS = `
@ownImports@
import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"  # whose tf.distribute shares batches
import keras
import numpy
import tensorflow as tf
@imageImports@

SEED = @seed@
TRAIN_IMAGES = @trainImages@
TRAINED = @trained@  # of these; the rest is for validation
TEST_IMAGES = @testImages@
IMAGE_SHAPE = (@shape@)  # height, width, channels
BATCH_SIZE = @batchSize@  # of all devices together
EPOCHS = @epochs@
LEARNING_RATE = @learningRate@
SHUFFLE = os.environ.get("DUET_SHUFFLE") != "0"

keras.utils.set_random_seed(SEED)
tf.config.experimental.enable_op_determinism()
`;

const DEVICES = `
mirrored = os.environ.get("DUET_MIRRORED", "")
if mirrored:
    devices = None if mirrored == "all" else mirrored.split(",")
    strategy = tf.distribute.MirroredStrategy(devices)
else:
    strategy = tf.distribute.get_strategy()
replicas = strategy.num_replicas_in_sync
if BATCH_SIZE % replicas:
    raise SystemExit(f"{replicas} devices cannot share a batch of {BATCH_SIZE} evenly.")


def even_batch(count):
    """Batch size to evaluate this many images: Keras wants a first batch that the devices share evenly."""
    return min(BATCH_SIZE, count) // replicas * replicas
`;

const READ_IMAGES = `
def read_images():
    """Training and test images with their labels, as keras.datasets has them."""
    if "DUET_DATA" not in os.environ:
        return keras.datasets.@module@.load_data()
    with numpy.load(os.environ["DUET_DATA"]) as arrays:
        return tuple((arrays[f"x_{part}"], arrays[f"y_{part}"]) for part in ("train", "test"))
`;

const READ_OWN = `

def read_images():
    """Training and test examples with their labels."""
    return tuple((examples[rows], targets[rows]) for rows in (train_rows, test_rows))`;

const DATA = `
@readImages@


def scale(images):
    """@kind@ as floats in @range@, [count, height, width, channels]."""
    @resize@
    images = images.reshape(-1, *IMAGE_SHAPE).astype("float32")
    return @scaled@


(x_train, y_train), (x_test, y_test) = read_images()
x_train, y_train = scale(x_train[:TRAIN_IMAGES]), y_train[:TRAIN_IMAGES].flatten()
x_test, y_test = scale(x_test[:TEST_IMAGES]), y_test[:TEST_IMAGES].flatten()
`;

const NETWORK = `
with strategy.scope():
    model = keras.Sequential(
        [
            keras.Input(shape=IMAGE_SHAPE),
            @layers@
        ]
    )
    if "DUET_WEIGHTS" in os.environ:
        from safetensors.numpy import load_file

        weights = load_file(os.environ["DUET_WEIGHTS"])
        for layer in model.layers:
            for variable in layer.weights:
                variable.assign(weights[f"{layer.name}.{variable.name}"])
model.summary()
`;

const TRAINING = `
class StepLosses(keras.callbacks.Callback):
    """The loss of every step: Keras tells the mean of an epoch so far."""

    def __init__(self):
        super().__init__()
        self.losses = []

    def on_epoch_begin(self, epoch, logs=None):
        self.images, self.loss_sum = 0, 0.0

    def on_train_batch_end(self, batch, logs=None):
        images = min(self.images + BATCH_SIZE, TRAINED)
        loss_sum = logs["loss"] * images
        self.losses.append((loss_sum - self.loss_sum) / (images - self.images))
        self.images, self.loss_sum = images, loss_sum


@setUp@
with strategy.scope():
    model.compile(
        optimizer=keras.optimizers.@optimizerClass@(learning_rate=@learningRate@),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        @execution@
    )
step_losses = StepLosses()
history = model.fit(
    x_train[:TRAINED],
    y_train[:TRAINED],
    batch_size=BATCH_SIZE,
    epochs=EPOCHS,
    shuffle=SHUFFLE,
    @validation@
    callbacks=[
        @callbacks@
    ],
    verbose=2,
)
`;

const TEST = `
test_loss, test_accuracy = model.evaluate(x_test, y_test, batch_size=even_batch(TEST_IMAGES), verbose=0)
print(f"test loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")
model.save("@name@.keras")
if "DUET_LOSSES" in os.environ:
    with open(os.environ["DUET_LOSSES"], "w", encoding="utf-8") as file:
        json.dump(step_losses.losses, file)
`;
