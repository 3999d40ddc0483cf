"""Linear regression: optimizers race on the loss, with Keras.

    python loss_surface_keras.py

Needs keras and tensorflow. Prints the losses of every hundredth epoch; `surface` has those of the grid.
"""


# %% Imports
from functools import partial

import keras
import tensorflow as tf
from keras import layers, optimizers


# %% Data
# Other numbers than on the page, which takes
# those that PyTorch draws, in both frameworks.
keras.utils.set_random_seed(42)
x = 2 * keras.random.uniform((100, 1))
y = 4 + 3 * x + 0.1 * keras.random.normal((100, 1))
start = keras.random.uniform((2,), -1, 1).numpy()


# %% Surface
first = tf.linspace(-2.0, 8.0, 11)
second = tf.linspace(-1.0, 9.0, 11)
# All outputs at once: [rows, columns, points].
first = first[None, :, None]
second = second[:, None, None]
inputs = tf.reshape(x, [-1])
outputs = first * inputs + second
errors = tf.square(outputs - tf.reshape(y, [-1]))
surface = tf.reduce_mean(errors, axis=-1)


# %% Race
mean_squared_error = keras.losses.MeanSquaredError()
racers = {
    "SGD": partial(optimizers.SGD, 0.01),
    "SGD, momentum": partial(
        optimizers.SGD, 0.01, momentum=0.9
    ),
    "SGD, Nesterov": partial(
        optimizers.SGD, 0.01, momentum=0.9, nesterov=True
    ),
    "Adagrad": partial(optimizers.Adagrad, 0.5),
    "RMSprop": partial(optimizers.RMSprop, 0.01),
    "Adadelta": partial(optimizers.Adadelta, 1.0),
    "Adam": partial(optimizers.Adam, 0.05),
    "AdamW": partial(optimizers.AdamW, 0.05),
}
losses = {name: [] for name in racers}
for name, create in racers.items():
    model = layers.Dense(1)
    model.build((None, 1))
    model.kernel.assign([[start[0]]])
    model.bias.assign([start[1]])
    optimizer = create()
    for epoch in range(100):
        with tf.GradientTape() as tape:
            loss = mean_squared_error(y, model(x))
        weights = model.trainable_variables
        gradients = tape.gradient(loss, weights)
        optimizer.apply(gradients, weights)
        losses[name].append(float(loss))
    printed = losses[name][99::100]
    print(name, *(f"{loss:.4f}" for loss in printed))
