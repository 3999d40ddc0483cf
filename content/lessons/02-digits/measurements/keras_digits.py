"""Train the lesson's networks in Keras and write one CSV row an epoch.

Usage: python keras_digits.py SETTING FIRST_SEED LAST_SEED >> runs.csv
"""

import sys

import keras
import numpy as np
from keras import layers
from PIL import Image

TRAIN, TEST = keras.datasets.mnist.load_data()


def small_network():
    """The source's own for PyTorch, written in Keras."""
    return keras.Sequential(
        [
            keras.Input(shape=(8, 8, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(1),
            layers.Flatten(),
            layers.Dense(10),
        ]
    )


def large_network():
    """The source's own for Keras; its softmax is in the loss."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(1024, activation="relu"),
            layers.Dense(10),
        ]
    )


def two_pools():
    """A smaller network with a second pooling layer."""
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(10),
        ]
    )


SMALL = {
    "network": small_network,
    "side": 8,
    "batch_size": 512,
    "train_images": 60_000,
    "validation_split": 0.0,
    "optimizer": keras.optimizers.SGD,
    "learning_rate": 0.01,
    "epochs": 5,
}
SETTINGS = {
    "small": SMALL,
    "large": SMALL
    | {
        "network": large_network,
        "side": 28,
        "batch_size": 32,
        "train_images": 10_000,
        "validation_split": 0.3,
    },
    "two-pools": SMALL
    | {
        "network": two_pools,
        "side": 28,
        "batch_size": 128,
        "optimizer": keras.optimizers.Adam,
        "learning_rate": 0.001,
        "epochs": 10,
    },
}


def load(part, count, side):
    """Images from 0 to 1, or resized and standardized as the source does for PyTorch."""
    images, labels = part[0][:count], part[1][:count]
    if side != 28:
        size, bilinear = (side, side), Image.Resampling.BILINEAR
        images = np.stack(
            [np.asarray(Image.fromarray(i).resize(size, bilinear)) for i in images]
        )
    images = images[..., np.newaxis].astype("float32") / 255
    if side != 28:
        images = (images - 0.1307) / 0.3081
    return images, labels.astype("int64")


class TestAccuracy(keras.callbacks.Callback):
    """The accuracy on the test images after every epoch."""

    def __init__(self, images, labels):
        super().__init__()
        self.images, self.labels, self.accuracies = images, labels, []

    def on_epoch_end(self, epoch, logs=None):
        outputs = self.model.predict(self.images, batch_size=500, verbose=0)
        self.accuracies.append((outputs.argmax(1) == self.labels).mean())


def run(name, seed, train, test):
    chosen = SETTINGS[name]
    keras.utils.set_random_seed(seed)
    model = chosen["network"]()
    model.compile(
        optimizer=chosen["optimizer"](chosen["learning_rate"]),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    accuracy = TestAccuracy(*test)
    split = chosen["validation_split"]
    # Without a split the test images stand in for a validation set, as in the source.
    held_out = {"validation_split": split} if split else {"validation_data": test}
    history = model.fit(
        *train,
        batch_size=chosen["batch_size"],
        epochs=chosen["epochs"],
        callbacks=[accuracy],
        verbose=0,
        **held_out,
    ).history
    rows = zip(history["loss"], history["val_loss"], accuracy.accuracies)
    for epoch, (loss, validation_loss, share) in enumerate(rows):
        print(
            f"{name},keras,{seed},{epoch + 1},{loss:.4f},"
            f"{validation_loss:.4f},{share:.4f}",
            flush=True,
        )


if __name__ == "__main__":
    chosen = SETTINGS[sys.argv[1]]
    train = load(TRAIN, chosen["train_images"], chosen["side"])
    test = load(TEST, 10_000, chosen["side"])
    for seed in range(int(sys.argv[2]), int(sys.argv[3]) + 1):
        run(sys.argv[1], seed, train, test)
