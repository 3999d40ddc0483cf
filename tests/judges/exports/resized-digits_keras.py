"""A network for MNIST, 8 × 8, trained with Keras.

    python mnist_8x8_keras.py

Needs tensorflow and Pillow. What may be set in the environment:

    DUET_MIRRORED  all, or names such as GPU:0,GPU:1: devices that share each batch
    DUET_DATA      an .npz file with x_train, y_train, x_test and y_test, read in place of the download
    DUET_WEIGHTS   a .safetensors file with the initial weights, by names such as conv1.kernel
    DUET_SHUFFLE   0 takes the training images in the order in which they are stored
    DUET_LOSSES    a .json file to write the loss of every step to
"""


# %% Settings
import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"  # whose tf.distribute shares batches
import keras
import numpy
import tensorflow as tf
from PIL import Image

SEED = 7
TRAIN_IMAGES = 320
TRAINED = 320  # of these; the rest is for validation
TEST_IMAGES = 64
IMAGE_SHAPE = (8, 8, 1)  # height, width, channels
BATCH_SIZE = 32  # of all devices together
EPOCHS = 2
LEARNING_RATE = 0.05
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
def read_images():
    """Training and test images with their labels, as keras.datasets has them."""
    if "DUET_DATA" not in os.environ:
        return keras.datasets.mnist.load_data()
    with numpy.load(os.environ["DUET_DATA"]) as arrays:
        return tuple((arrays[f"x_{part}"], arrays[f"y_{part}"]) for part in ("train", "test"))


def scale(images):
    """Bytes as floats in [-0.42, 2.82], [count, height, width, channels]."""
    size, bilinear = (8, 8), Image.Resampling.BILINEAR
    images = [Image.fromarray(image).resize(size, bilinear) for image in images]
    images = numpy.stack([numpy.asarray(image) for image in images])
    images = images.reshape(-1, *IMAGE_SHAPE).astype("float32")
    return (images / 255 - 0.1307) / 0.3081


(x_train, y_train), (x_test, y_test) = read_images()
x_train, y_train = scale(x_train[:TRAIN_IMAGES]), y_train[:TRAIN_IMAGES].flatten()
x_test, y_test = scale(x_test[:TEST_IMAGES]), y_test[:TEST_IMAGES].flatten()


# %% Network
with strategy.scope():
    model = keras.Sequential(
        [
            keras.Input(shape=IMAGE_SHAPE),
            keras.layers.Conv2D(8, 3, activation="relu", name="conv1"),
            keras.layers.MaxPooling2D(1),
            keras.layers.Flatten(),
            keras.layers.Dense(10, name="fc1"),
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
        optimizer=keras.optimizers.SGD(learning_rate=LEARNING_RATE),
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
    callbacks=[
        step_losses,
    ],
    verbose=2,
)


# %% Test
test_loss, test_accuracy = model.evaluate(x_test, y_test, batch_size=even_batch(TEST_IMAGES), verbose=0)
print(f"test loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")
model.save("mnist_8x8_keras.keras")
if "DUET_LOSSES" in os.environ:
    with open(os.environ["DUET_LOSSES"], "w", encoding="utf-8") as file:
        json.dump(step_losses.losses, file)
