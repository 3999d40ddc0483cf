"""Train the lesson's network in Keras with many seeds and write one CSV row a run.

Usage: python keras_seeds.py short|full > rows.csv
"""

import sys

import keras
from keras import layers

TRAIN, TEST = keras.datasets.cifar10.load_data()


def scale(images, scaling):
    images = images.astype("float32") / 255
    return images * 2 - 1 if scaling == "minusOneToOne" else images


def network():
    return keras.Sequential(
        [
            keras.Input(shape=(32, 32, 3)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10),
        ]
    )


def run(train_images, test_images, epochs, scaling, validation_split, seed):
    keras.utils.set_random_seed(seed)
    model = network()
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    history = model.fit(
        scale(TRAIN[0][:train_images], scaling),
        TRAIN[1][:train_images],
        epochs=epochs,
        validation_split=validation_split,
        verbose=0,
    )
    _, accuracy = model.evaluate(
        scale(TEST[0][:test_images], scaling), TEST[1][:test_images], verbose=0
    )
    print(
        f"keras,{train_images},{test_images},{epochs},{scaling},"
        f"{validation_split},glorot,{seed},"
        f"{history.history['loss'][-1]:.4f},{accuracy:.4f}",
        flush=True,
    )


if sys.argv[1] == "short":
    for seed in range(10):
        for scaling in ("zeroToOne", "minusOneToOne"):
            for validation_split in (0.0, 0.3):
                run(10_000, 2_000, 2, scaling, validation_split, seed)
else:
    for seed in range(4):
        run(50_000, 10_000, 10, "zeroToOne", 0.1, seed)
        run(50_000, 10_000, 10, "minusOneToOne", 0.0, seed)
