"""A small network in Keras."""

import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input(shape=(28, 28)),  # <1>
        layers.Flatten(),
        layers.Dense(32, activation="relu"),  # <2>
        layers.Dense(10),
    ]
)
print(model.count_params())
