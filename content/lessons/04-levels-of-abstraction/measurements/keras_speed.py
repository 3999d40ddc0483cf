"""Time training steps of the lesson's network in Keras, eagerly and as a graph; one CSV row a mode and batch size.

The fastest of several rounds counts, so that other work on the machine says little.

Usage: python keras_speed.py > rows.csv
"""

import time

import keras
import numpy
from keras import layers

STEPS, ROUNDS = 100, 5

for batch_size in (1, 32, 512):
    images = numpy.random.default_rng(0).random((batch_size * STEPS, 28, 28), "float32")
    labels = numpy.arange(len(images)) % 10
    for mode in ("eager", "graph"):
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
            run_eagerly=mode == "eager",
        )
        model.fit(images, labels, batch_size=batch_size, verbose=0)  # traces, warms up
        seconds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            model.fit(images, labels, batch_size=batch_size, verbose=0)
            seconds.append(time.perf_counter() - start)
        print(f"keras,{mode},{batch_size},{min(seconds) / STEPS * 1000:.3f}", flush=True)
