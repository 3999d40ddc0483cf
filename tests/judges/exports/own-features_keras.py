"""A network for flowers.csv, trained with Keras.

    python flowers_keras.py

Needs tensorflow. What may be set in the environment:

    DUET_MIRRORED  all, or names such as GPU:0,GPU:1: devices that share each batch
    DUET_DATA      the folder in which flowers.csv lies; without it, this one
    DUET_WEIGHTS   a .safetensors file with the initial weights, by names such as conv1.kernel
    DUET_SHUFFLE   0 takes the training images in the order in which they are stored
    DUET_LOSSES    a .json file to write the loss of every step to
"""


# %% Settings
import csv
import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"  # whose tf.distribute shares batches
import keras
import numpy
import tensorflow as tf

SEED = 7
TRAIN_IMAGES = 120
TRAINED = 108  # of these; the rest is for validation
TEST_IMAGES = 30
IMAGE_SHAPE = (1, 4, 1)  # height, width, channels
BATCH_SIZE = 16  # of all devices together
EPOCHS = 3
LEARNING_RATE = 0.01
SHUFFLE = os.environ.get("DUET_SHUFFLE") != "0"

keras.utils.set_random_seed(SEED)
tf.config.experimental.enable_op_determinism()


# %% Devices
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


# %% Data
def read_examples():
    """Numbers [rows, columns] and class names [rows] of the file, in its order."""
    path = os.path.join(os.environ.get("DUET_DATA", "."), "flowers.csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        rows = [row for row in rows if any(cell.strip() for cell in row)]
    rows = rows[1:]  # without the header
    others = {0, 5}  # the label, and what is no feature
    numbers = [
        [float(cell.replace(",", ".")) for column, cell in enumerate(row) if column not in others]
        for row in rows
    ]
    return numpy.array(numbers), [row[5].strip() for row in rows]


def split(labels):
    """Rows for training and for the test, 4 to 1 within each class, in the order of the page."""
    rows = numpy.arange(len(labels), dtype=numpy.uint64)
    mixed = numpy.argsort(rows * numpy.uint64(2_654_435_761) % numpy.uint64(2**32))
    parts = []
    for is_test in (False, True):
        placed = []
        for label in range(labels.max() + 1):
            rows = mixed[labels[mixed] == label]
            rows = rows[(numpy.arange(len(rows)) % 5 == 1) == is_test]
            placed += [((place + 0.5) / len(rows), label, row) for place, row in enumerate(rows)]
        parts.append(numpy.array([row for _, _, row in sorted(placed)]))
    return parts


numbers, names = read_examples()
class_names = sorted(set(names))
targets = numpy.array([class_names.index(name) for name in names])
train_rows, test_rows = split(targets)
# Each column from its range in the training rows to 0..1.
least, largest = numbers[train_rows].min(axis=0), numbers[train_rows].max(axis=0)
spread = numpy.where(largest > least, largest - least, 1)
examples = ((numbers - least) / spread).astype("float32")
examples = examples.reshape(-1, 1, 4, 1)


def read_images():
    """Training and test examples with their labels."""
    return tuple((examples[rows], targets[rows]) for rows in (train_rows, test_rows))


def scale(images):
    """Features as floats in [-1, 1], [count, height, width, channels]."""
    images = images.reshape(-1, *IMAGE_SHAPE).astype("float32")
    return (images - 0.5) / 0.5


(x_train, y_train), (x_test, y_test) = read_images()
x_train, y_train = scale(x_train[:TRAIN_IMAGES]), y_train[:TRAIN_IMAGES].flatten()
x_test, y_test = scale(x_test[:TEST_IMAGES]), y_test[:TEST_IMAGES].flatten()


# %% Network
with strategy.scope():
    model = keras.Sequential(
        [
            keras.Input(shape=IMAGE_SHAPE),
            keras.layers.Flatten(),
            keras.layers.Dense(16, activation="relu", name="fc1"),
            keras.layers.Dense(3, name="fc2"),
        ]
    )
    if "DUET_WEIGHTS" in os.environ:
        from safetensors.numpy import load_file

        weights = load_file(os.environ["DUET_WEIGHTS"])
        for layer in model.layers:
            for variable in layer.weights:
                variable.assign(weights[f"{layer.name}.{variable.name}"])
model.summary()


# %% Training
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


with strategy.scope():
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=LEARNING_RATE),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
step_losses = StepLosses()
history = model.fit(
    x_train[:TRAINED],
    y_train[:TRAINED],
    batch_size=BATCH_SIZE,
    epochs=EPOCHS,
    shuffle=SHUFFLE,
    validation_data=(x_train[TRAINED:], y_train[TRAINED:]),
    validation_batch_size=even_batch(TRAIN_IMAGES - TRAINED),
    callbacks=[
        step_losses,
    ],
    verbose=2,
)


# %% Test
test_loss, test_accuracy = model.evaluate(x_test, y_test, batch_size=even_batch(TEST_IMAGES), verbose=0)
print(f"test loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")
model.save("flowers_keras.keras")
if "DUET_LOSSES" in os.environ:
    with open(os.environ["DUET_LOSSES"], "w", encoding="utf-8") as file:
        json.dump(step_losses.losses, file)
