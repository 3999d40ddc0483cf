"""A schedule of one's own in Keras: one rate an epoch."""

# %% imports
import math

import keras
import numpy


# %% schedule
def cosine(start, end, position):
    height = (1 + math.cos(math.pi * position)) / 2
    return end + (start - end) * height


def one_cycle(progress, peak):
    """Rate at a progress of 0 to 1: up for 0.3, then down."""
    if progress < 0.3:
        return cosine(peak / 2, peak, progress / 0.3)
    return cosine(peak, peak / 3, (progress - 0.3) / 0.7)


# %% data and model
images = numpy.random.default_rng(0).random((64, 28, 28))
labels = numpy.arange(64) % 10
model = keras.Sequential(
    [
        keras.Input(shape=(28, 28)),
        keras.layers.Flatten(),
        keras.layers.Dense(10),
    ]
)
# %% train
epochs = 4
model.compile(
    optimizer=keras.optimizers.Adam(1e-3),  # <1>
    loss=keras.losses.SparseCategoricalCrossentropy(
        from_logits=True
    ),
)
schedule = keras.callbacks.LearningRateScheduler(  # <2>
    lambda epoch: one_cycle(epoch / epochs, peak=1e-3)
)
history = model.fit(
    images,
    labels,
    epochs=epochs,
    callbacks=[schedule],  # <3>
    verbose=0,
)
for rate in history.history["learning_rate"]:  # <4>
    print(f"{rate:.10f}")
