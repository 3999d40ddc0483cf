"""Ask the Keras network for its shapes and parameters."""

import keras
from keras import layers

model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),  # <3>
        layers.Flatten(),
        layers.Dense(1024, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)

for layer in model.layers:
    kind = type(layer).__name__
    shape = layer.output.shape[1:]  # <1>
    print(kind, tuple(shape), layer.count_params())  # <2>
print(model.count_params())
