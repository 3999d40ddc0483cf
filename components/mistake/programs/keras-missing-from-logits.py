# %% before
import keras
import numpy as np

i = np.arange(300)
y = i % 3
radius = (i + 1) / 300
angle = 4 * radius + y * 2 * np.pi / 3
x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)

keras.utils.set_random_seed(42)
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(3),
    ]
)
optimizer = keras.optimizers.Adam(0.03)

# %% wrong
loss = keras.losses.SparseCategoricalCrossentropy()
model.compile(optimizer, loss, metrics=["accuracy"])
history = model.fit(x, y, batch_size=300, epochs=100, verbose=0)
curve = history.history["loss"]

# %% right
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer, loss, metrics=["accuracy"])
history = model.fit(x, y, batch_size=300, epochs=100, verbose=0)
curve = history.history["loss"]
