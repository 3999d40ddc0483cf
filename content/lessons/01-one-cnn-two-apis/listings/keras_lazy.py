"""The network in Keras, without input sizes."""

import keras
import numpy as np
from keras import layers

model = keras.Sequential(
    [
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
print(model.built)  # no weights yet

# The first batch fixes every size.
model(np.zeros((1, 32, 32, 3)))
print(model.count_params())
