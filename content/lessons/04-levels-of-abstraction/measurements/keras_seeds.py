"""Train the lesson's network in Keras with several seeds and write one CSV row an epoch.

Usage: python keras_seeds.py > rows.csv
"""

import keras
from keras import layers

TRAIN, TEST = keras.datasets.fashion_mnist.load_data()
EPOCHS = 2


def run(seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10),
        ]
    )
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    for epoch in range(EPOCHS):
        history = model.fit(
            TRAIN[0] / 255, TRAIN[1], initial_epoch=epoch, epochs=epoch + 1, verbose=0
        ).history
        _, test_accuracy = model.evaluate(TEST[0] / 255, TEST[1], verbose=0)
        print(
            f"keras,{seed},{epoch + 1},{history['loss'][0]:.4f},"
            f"{history['accuracy'][0]:.4f},{test_accuracy:.4f}",
            flush=True,
        )


for seed in range(5):
    run(seed)
