# %% before
import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(42)
x = np.linspace(-1, 1, 100, dtype="float32").reshape(100, 1)
y = 4 + 3 * x[:, 0]  # shape (100,)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(0.1)
curve = []

# %% wrong
for step in range(100):
    with tf.GradientTape() as tape:
        predictions = model(x)  # shape (100, 1)
        loss = tf.reduce_mean((y - predictions) ** 2)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    curve.append(float(loss))

# %% right
for step in range(100):
    with tf.GradientTape() as tape:
        predictions = model(x)[:, 0]  # shape (100,)
        loss = tf.reduce_mean((y - predictions) ** 2)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    curve.append(float(loss))
