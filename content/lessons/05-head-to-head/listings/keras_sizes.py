# %% model
import keras
import numpy as np

model = keras.Sequential(
    [
        keras.layers.Dense(20, activation="relu"),
        keras.layers.Dense(5),
    ]
)

# %% too early (raises)
model.count_params()

# %% first batch
model(np.zeros((1, 10), dtype="float32"))
print(model.count_params())

# %% wrong size (raises)
model(np.zeros((1, 12), dtype="float32"))
